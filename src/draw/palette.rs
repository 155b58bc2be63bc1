//! Palettes: the colour of every [`Role`], read from the custom properties of `style/tokens.css`.
//!
//! On screen the browser resolves them (so that the theme toggle, more contrast and forced colours hold for drawings
//! too); natively, for exports and tests, the token file is read and one side of each `light-dark()` is taken.

use std::fmt;

use entente_record::Family;
use plotters_backend::BackendColor;

use super::{Role, Tint};

/// An opaque colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rgb`, `#rrggbb`, and `rgb()` or `rgba()` as computed styles write them (opacity is left out).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_prefix('#') {
            Some(digits) => Self::from_digits(digits),
            None => {
                let inner = text.strip_prefix("rgb")?.trim_start_matches('a').strip_prefix('(')?;
                let inner = inner.strip_suffix(')')?;
                let mut parts = inner.split([',', ' ', '/']).filter(|part| !part.is_empty());
                let mut next = || rounded(parts.next()?).map(|value| value.min(255) as u8);
                Some(Self(next()?, next()?, next()?))
            }
        }
    }

    fn from_digits(digits: &str) -> Option<Self> {
        let digit = |at: usize| {
            let value = char::from(*digits.as_bytes().get(at)?).to_digit(16)?;
            u8::try_from(value).ok()
        };
        match digits.len() {
            3 => Some(Self(digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
            6 => {
                let pair = |at: usize| Some(digit(at)? * 16 + digit(at + 1)?);
                Some(Self(pair(0)?, pair(2)?, pair(4)?))
            }
            _ => None,
        }
    }
}

/// A decimal without sign or exponent, rounded. (Reading any float takes 12 kB more.)
fn rounded(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_numeric = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_numeric(whole) || !is_numeric(part) {
        return None;
    }
    Some(whole.parse::<u32>().ok()?.saturating_add(u32::from(part.as_bytes()[0] >= b'5')))
}

/// A colour that the token file does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaletteError {
    /// The custom property.
    pub property: &'static str,
}

impl fmt::Display for PaletteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is missing from the tokens, or is neither a colour nor a light-dark() of two",
            self.property
        )
    }
}

impl std::error::Error for PaletteError {}

/// The custom properties that hold colours of roles.
const PROPERTIES: [&str; 31] = [
    "--paper",
    "--surface",
    "--sunken",
    "--hover",
    "--line",
    "--line-strong",
    "--ink",
    "--ink-2",
    "--ink-3",
    "--ink-on",
    "--accent",
    "--family-policy",
    "--family-norms",
    "--family-protection",
    "--family-crime",
    "--family-defence",
    "--family-skills",
    "--map-none",
    "--map-1",
    "--map-2",
    "--map-3",
    "--map-4",
    "--map-5",
    "--map-border",
    "--map-contested",
    "--map-arc",
    "--map-arc-halo",
    "--lane-life",
    "--lane-alt",
    "--grid",
    "--today",
];

/// Where a role's property stands in [`PROPERTIES`].
const fn slot(role: Role) -> usize {
    match role {
        Role::Paper => 0,
        Role::Surface => 1,
        Role::Sunken => 2,
        Role::Hover => 3,
        Role::Line => 4,
        Role::LineStrong => 5,
        Role::Ink => 6,
        Role::Ink2 => 7,
        Role::Ink3 | Role::NoTheme => 8,
        Role::InkOn => 9,
        Role::Accent => 10,
        Role::Family(family) => 11 + family.index() % Family::ALL.len(),
        Role::Shade(step) => 17 + if step > 5 { 5 } else { step as usize },
        Role::MapBorder => 23,
        Role::MapContested => 24,
        Role::Arc => 25,
        Role::ArcHalo => 26,
        Role::LaneLife => 27,
        Role::LaneAlt => 28,
        Role::Grid => 29,
        Role::Today => 30,
    }
}

/// The colour of every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette([Rgb; PROPERTIES.len()]);

impl Palette {
    /// Reads the light or dark colours of a token file.
    ///
    /// # Errors
    /// [`PaletteError`] names the first property without a readable colour.
    pub fn from_tokens(css: &str, dark: bool) -> Result<Self, PaletteError> {
        let mut colours = [Rgb(0, 0, 0); PROPERTIES.len()];
        for (colour, property) in colours.iter_mut().zip(PROPERTIES) {
            *colour = declared(css, property, dark).ok_or(PaletteError { property })?;
        }
        Ok(Self(colours))
    }

    /// Asks for each custom property by name (`--paper`): what the page's computed style says. What is not known is
    /// mid grey, which can be seen on light and on dark.
    pub fn from_lookup(mut lookup: impl FnMut(&'static str) -> Option<Rgb>) -> Self {
        Self(PROPERTIES.map(|property| lookup(property).unwrap_or(Rgb(128, 128, 128))))
    }

    /// The colour of a role.
    pub const fn rgb(&self, role: Role) -> Rgb {
        self.0[slot(role)]
    }

    /// The colour of a tint as backends take it.
    pub fn colour(&self, tint: Tint) -> BackendColor {
        let Rgb(r, g, b) = self.rgb(tint.role);
        // Thousandths, so that exports write 0.35 rather than the nearest sum of powers of two.
        BackendColor { rgb: (r, g, b), alpha: f64::from((tint.opacity * 1000.0).round()) / 1000.0 }
    }
}

/// The colour that the first declaration of a property gives, the light or dark one of `light-dark()`.
fn declared(css: &str, property: &str, dark: bool) -> Option<Rgb> {
    let value = css.match_indices(property).find_map(|(at, _)| {
        let rest = css[at + property.len()..].trim_start().strip_prefix(':')?;
        rest.split_once(';').map(|(value, _)| value.trim())
    })?;
    match value.strip_prefix("light-dark(") {
        Some(pair) => {
            let (light, rest) = pair.strip_suffix(')')?.split_once(", ")?;
            Rgb::parse(if dark { rest } else { light })
        }
        None => Rgb::parse(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../style/tokens.css");

    #[test]
    fn the_tokens_colour_every_role_in_both_schemes() {
        let light = Palette::from_tokens(TOKENS, false).unwrap();
        let dark = Palette::from_tokens(TOKENS, true).unwrap();
        assert_eq!(light.rgb(Role::Paper), Rgb(0xfb, 0xfa, 0xf7));
        assert_eq!(dark.rgb(Role::Paper), Rgb(0x0f, 0x14, 0x1a));
        assert_eq!(light.rgb(Role::Family(Family::Skills)), Rgb(0xa9, 0x82, 0x00));
        assert_eq!(light.rgb(Role::Shade(5)), Rgb(0x37, 0x5a, 0x73));
        assert_eq!(light.rgb(Role::Shade(200)), light.rgb(Role::Shade(5)));
        assert_eq!(light.rgb(Role::NoTheme), light.rgb(Role::Ink3));
        assert_eq!(light.rgb(Role::Today), Rgb(0x17, 0x1c, 0x24));
    }

    #[test]
    fn a_missing_colour_is_named() {
        let cut = TOKENS.replace("--family-crime:", "--family-crimson:");
        let error = Palette::from_tokens(&cut, false).unwrap_err();
        assert_eq!(error.property, "--family-crime");
        assert!(error.to_string().contains("--family-crime"));
    }

    #[test]
    fn a_lookup_is_asked_for_each_property_by_name() {
        let palette = Palette::from_lookup(|name| (name == "--family-norms").then_some(Rgb(1, 2, 3)));
        assert_eq!(palette.rgb(Role::Family(Family::Norms)), Rgb(1, 2, 3));
        assert_eq!(palette.rgb(Role::Ink), Rgb(128, 128, 128));
    }

    #[test]
    fn colours_are_read_as_style_sheets_and_computed_styles_write_them() {
        assert_eq!(Rgb::parse("#0a56c4"), Some(Rgb(10, 86, 196)));
        assert_eq!(Rgb::parse(" #FFF "), Some(Rgb(255, 255, 255)));
        assert_eq!(Rgb::parse("rgb(10, 86, 196)"), Some(Rgb(10, 86, 196)));
        assert_eq!(Rgb::parse("rgba(10, 86, 196, 0.5)"), Some(Rgb(10, 86, 196)));
        assert_eq!(Rgb::parse("rgb(10 86 196 / .5)"), Some(Rgb(10, 86, 196)));
        for bad in ["", "#", "#12", "#12345g", "#ééé", "rgb(1, 2)", "rgb(1, 2, NaN)", "canvastext"] {
            assert_eq!(Rgb::parse(bad), None, "{bad}");
        }
    }
}
