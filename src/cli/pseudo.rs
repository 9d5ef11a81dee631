//! Owns `pseudo`: the whole site with two pseudo-locales added, in a folder of its own.

use super::build::{BuildArgs, Built, NOTHING_WRITTEN, publish};
use super::exit::Exit;
use super::site_args::{Opening, SiteArgs};
use super::terminal::Terminal;
use crate::catalogs::pseudo::Pseudo;
use crate::host::HostError;
use crate::host::clock::Stopwatch;
use crate::pipeline::{pseudo_sources, with_pseudo};

/// The suffix of the output folder's name, so that it is not published by mistake.
const BESIDE: &str = "-pseudo";

/// Builds the site with its pseudo-locales.
///
/// # Errors
/// When there is no site, or an I/O operation fails; nothing is written then.
pub(super) fn run(args: &BuildArgs, terminal: &Terminal) -> Result<Exit, HostError> {
    let watch = Stopwatch::start();
    watch.stage("list");
    let mut common = args.common.clone();
    // The pseudo-locales are added below; the site itself does not have them.
    let is_pseudo = |tag: &String| Pseudo::ALL.iter().any(|pseudo| pseudo.tag().eq_ignore_ascii_case(tag));
    let added: Vec<String> = common.locales.extract_if(.., |tag| is_pseudo(tag)).collect();
    let Opening::Ready(mut opened) = SiteArgs::find(&common, terminal)? else {
        terminal.talk(NOTHING_WRITTEN);
        return Ok(Exit::Failed);
    };
    opened.locales.extend(added);
    let own = &opened.site.config.value;
    let mut config = with_pseudo(own);
    config.paths.output = own.paths.output.trim_end_matches('/').to_owned() + BESIDE;
    let sources = pseudo_sources(&opened.sources, own);
    let built = Built { opened: &opened, sources: &sources, config: &config, checks_templates: true };
    publish(args, terminal, &watch, &built)
}
