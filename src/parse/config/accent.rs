//! Owns the accent colour: computes readable shades of it for light and dark backgrounds.

/// A colour of the sRGB space: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The shades of one accent colour, by colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The colour as written.
    pub written: Colour,
    /// Its shades on light paper.
    pub light: Shades,
    /// Its shades on dark paper.
    pub dark: Shades,
}

/// The accent in one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Links and controls: at least AA on all papers of the scheme, and under text in the colour of the paper.
    pub accent: Colour,
    /// The background with a light tint of the accent.
    pub soft: Colour,
    /// The accent for readers who prefer more contrast: AAA.
    pub more: Colour,
}

/// The contrast ratios that WCAG 2.2 requires of text: 4.5 at level AA, 7 at level AAA.
const AA: f64 = 4.5;
const AAA: f64 = 7.0;

/// The contrast ratio of links in the dark scheme: more than AA, because paler links are easier to read on a dark background.
const COMFORT_IN_THE_DARK: f64 = 6.0;

/// The papers of the default theme's first style sheet, `--paper` before `--paper-soft`.
const LIGHT_PAPERS: [Colour; 2] = [Colour([0xff, 0xff, 0xff]), Colour([0xf6, 0xf7, 0xfa])];
const DARK_PAPERS: [Colour; 2] = [Colour([0x11, 0x14, 0x1b]), Colour([0x19, 0x1e, 0x28])];

const BLACK: Colour = Colour([0, 0, 0]);
const WHITE: Colour = Colour([0xff, 0xff, 0xff]);

impl Accent {
    /// The shades of a colour.
    pub fn of(written: Colour) -> Self {
        let light = Scheme { papers: LIGHT_PAPERS, towards: BLACK, softness: 0.08 };
        let dark = Scheme { papers: DARK_PAPERS, towards: WHITE, softness: 0.13 };
        Self { written, light: light.shades(written, AA), dark: dark.shades(written, COMFORT_IN_THE_DARK) }
    }

    /// The contrast ratio of the written colour on the soft light paper, where it is too low for a link.
    pub fn shortfall(&self) -> Option<f64> {
        (self.light.accent != self.written).then(|| contrast(self.written, LIGHT_PAPERS[1]))
    }
}

/// One scheme of the default theme.
struct Scheme {
    papers: [Colour; 2],
    towards: Colour,
    softness: f64,
}

impl Scheme {
    fn shades(&self, written: Colour, least: f64) -> Shades {
        let accent = self.readable(written, least);
        Shades { accent, soft: self.soft(accent), more: self.readable(written, AAA) }
    }

    /// The nearest shade that has this contrast to all papers, its own soft one included.
    fn readable(&self, written: Colour, least: f64) -> Colour {
        const STEPS: u32 = 100;
        (0..=STEPS)
            .map(|step| written.mixed(self.towards, f64::from(step) / f64::from(STEPS)))
            .find(|shade| {
                let papers = [self.papers[0], self.papers[1], self.soft(*shade)];
                papers.iter().all(|paper| contrast(*shade, *paper) >= least)
            })
            .unwrap_or(self.towards)
    }

    fn soft(&self, accent: Colour) -> Colour {
        self.papers[0].mixed(accent, self.softness)
    }
}

impl Colour {
    /// Reads `#rgb` or `#rrggbb`.
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#')?;
        let digits: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r1, r2, g1, g2, b1, b2] => Some(Self([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2])),
            _ => None,
        }
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |at: usize| {
            let mixed = f64::from(self.0[at]) * (1.0 - share) + f64::from(other.0[at]) * share;
            mixed.round() as u8
        };
        Self([mix(0), mix(1), mix(2)])
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

/// The contrast ratio of two colours, as WCAG 2.2 defines it: 1 to 21.
pub(crate) fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
