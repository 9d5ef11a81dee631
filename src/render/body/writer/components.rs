//! Owns components on the page: the content between their lines is collected, and rendered by their template.

use super::{Close, Frame, Writer};
use crate::parse::markdown::directive::{AlertKind, Component, Directive};
use crate::parse::markdown::outline::{THEME_PREFIX, Use};
use crate::render::body::BodyPart;
use crate::theme::components::Call;
use crate::theme::escape;

/// The greatest depth of nesting: deeper components are reduced to their text, since each one copies all of its content.
const DEEPEST: usize = 32;

/// An open component.
pub(super) struct OpenComponent {
    used: Use,
    /// The id of the enclosing component.
    group: String,
    /// Its number among the components in the enclosing one, from 1.
    index: usize,
    /// How many components it contains so far.
    children: usize,
    /// True where a line opened it, so that another line has to close it; an alert ends with its quotation.
    by_line: bool,
    /// The output before it.
    outer: String,
}

impl Writer<'_> {
    /// Opens and closes the components whose lines are in the paragraph that has just ended.
    pub(super) fn take_boundaries(&mut self) {
        for index in std::mem::take(&mut self.boundaries) {
            match self.document.directives.get(index) {
                Some(Directive::Open(_)) => {
                    let used = self.components.get(self.next_component).cloned().unwrap_or_default();
                    self.next_component += 1;
                    self.begin_component(used, true);
                }
                Some(Directive::Close { .. }) => self.end_component(),
                _ => {}
            }
        }
    }

    /// Begins an alert, which ends with its quotation.
    pub(super) fn begin_alert(&mut self, kind: AlertKind) {
        self.begin_component(Use { id: String::new(), component: Component::alert(kind) }, false);
    }

    fn begin_component(&mut self, used: Use, by_line: bool) {
        if by_line && self.open_components == DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.open_components += usize::from(by_line);
        let (mut group, mut index) = (format!("{THEME_PREFIX}c0"), 0);
        let mut frames = self.frames.iter_mut().rev();
        if let Some(parent) = frames.find_map(|frame| match &mut frame.close {
            Close::Component(open) => Some(open),
            _ => None,
        }) {
            parent.children += 1;
            group.clone_from(&parent.used.id);
            index = parent.children;
        }
        let outer = std::mem::take(&mut self.out);
        let open = OpenComponent { used, group, index, children: 0, by_line, outer };
        self.push_frame(Close::Component(Box::new(open)), false);
    }

    /// Ends the component that was opened last, unless it began outside of the open block.
    pub(super) fn end_component(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(frame) = self.frames.pop_if(|frame| is_by_line(frame)) else { return };
        self.open_components -= 1;
        self.raw.close_to(frame.raw, &mut self.out);
        self.close(frame.close);
    }

    /// Ends the components that are still open at the end of the block that contains them.
    pub(super) fn end_components(&mut self) {
        while self.frames.last().is_some_and(is_by_line) {
            self.too_deep = 0;
            self.end_component();
        }
    }

    /// Renders a component, whose content is complete.
    pub(super) fn close_component(&mut self, open: OpenComponent) {
        let OpenComponent { used, group, index, outer, .. } = open;
        let body = std::mem::replace(&mut self.out, outer);
        // Alerts are so frequent that their styles are in the main stylesheet.
        if used.component.name != "alert" {
            self.parts.insert(BodyPart::Component);
        }
        let (id, group) = (self.around.urls().id(&used.id), self.around.urls().id(&group));
        let call = Call { component: &used.component, id: &id, group: &group, index, body: &body };
        self.write_call(&call);
    }

    /// Writes a component by its template; without one, its title and its body.
    pub(super) fn write_call(&mut self, call: &Call<'_>) {
        match self.around.component(call) {
            Some(html) => self.out.push_str(&html),
            None => {
                if let Some(title) = call.component.value("title") {
                    self.out.push_str("<p><strong>");
                    escape::push(&mut self.out, title);
                    self.out.push_str("</strong></p>\n");
                }
                self.out.push_str(call.body);
            }
        }
    }
}

fn is_by_line(frame: &Frame) -> bool {
    matches!(&frame.close, Close::Component(open) if open.by_line)
}
