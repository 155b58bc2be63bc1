//! Letters: Noto Sans, which is part of the program, so that a fresh machine draws the same.
//!
//! plotters' own text leaves out the space that letters have at their left and knows nothing of kerning, which a reader
//! sees. Lines are therefore set by HarfBuzz's rules ([`harfrust`]), and each letter is covered exactly ([`ab_glyph`]).

use ab_glyph::{Font as _, FontRef, GlyphId, InvalidFont, PxScale, point};
use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};

/// The two weights of the font.
pub struct Letters {
    normal: Face,
    strong: Face,
}

/// One weight.
struct Face {
    outlines: FontRef<'static>,
    tables: harfrust::FontRef<'static>,
    shaping: ShaperData,
    /// Units of an em.
    em: f32,
    /// Height of an x in units.
    x_height: f32,
}

/// A line of text that is set: where its letters are from its start, and how wide it is, in pixels.
pub struct Line<'a> {
    face: &'a Face,
    size: f32,
    letters: Vec<(GlyphId, f32, f32)>,
    /// From the start of the first letter to the end of the last.
    pub width: f32,
}

impl Letters {
    /// Reads the font.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new() -> Result<Self, String> {
        Ok(Self { normal: Face::new(notosans::REGULAR_TTF)?, strong: Face::new(notosans::BOLD_TTF)? })
    }

    /// Sets a line in letters of a size in pixels.
    pub fn set(&self, text: &str, size: f32, strong: bool) -> Line<'_> {
        let face = if strong { &self.strong } else { &self.normal };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = face.shaping.shaper(&face.tables).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let pixels = |units: i32| units as f32 * size / face.em;
        let (mut letters, mut x) = (Vec::with_capacity(shaped.len()), 0);
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            // HarfBuzz promises that numbers of glyphs fit.
            let glyph = GlyphId(u16::try_from(glyph.glyph_id).unwrap_or_default());
            letters.push((glyph, pixels(x + place.x_offset), -pixels(place.y_offset)));
            x += place.x_advance;
        }
        Line { face, size, letters, width: pixels(x) }
    }
}

impl Face {
    fn new(file: &'static [u8]) -> Result<Self, String> {
        let outlines = FontRef::try_from_slice(file).map_err(|error: InvalidFont| error.to_string())?;
        let tables = harfrust::FontRef::new(file).map_err(|error| error.to_string())?;
        let em = outlines.units_per_em().ok_or("the font has no size")?;
        let x = outlines.outline(outlines.glyph_id('x')).ok_or("the font has no x")?;
        let x_height = x.bounds.max.y.max(x.bounds.min.y);
        Ok(Self { shaping: ShaperData::new(&tables), outlines, tables, em, x_height })
    }
}

impl Line<'_> {
    /// Height of small letters above the baseline, in pixels.
    pub fn x_height(&self) -> f32 {
        self.face.x_height * self.size / self.face.em
    }

    /// Gives every pixel that the line touches, and how much of it is covered (0 to 1), if its baseline starts at a
    /// point.
    pub fn cover(&self, (x, y): (f32, f32), mut pixel: impl FnMut(i32, i32, f32)) {
        // The library's scale is the height of a line, not that of an em.
        let scale = PxScale::from(self.size * self.face.outlines.height_unscaled() / self.face.em);
        for (letter, right, down) in &self.letters {
            let glyph = letter.with_scale_and_position(scale, point(x + right, y + down));
            if let Some(outline) = self.face.outlines.outline_glyph(glyph) {
                let corner = outline.px_bounds().min;
                let (left, top) = (corner.x as i32, corner.y as i32);
                outline.draw(|x, y, covered| {
                    if covered > 0.0 {
                        pixel(left + x as i32, top + y as i32, covered.min(1.0));
                    }
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left, top, right and bottom of the pixels that a text covers by half, its baseline starting at 0, 0.
    fn extent(text: &str, size: f32) -> (i32, i32, i32, i32) {
        let letters = Letters::new().expect("the font is whole");
        let (mut near, mut far) = ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN));
        letters.set(text, size, false).cover((0.0, 0.0), |x, y, covered| {
            if covered >= 0.5 {
                (near, far) = ((near.0.min(x), near.1.min(y)), (far.0.max(x + 1), far.1.max(y + 1)));
            }
        });
        (near.0, near.1, far.0, far.1)
    }

    #[test]
    fn a_letter_stands_on_the_baseline_at_its_size_with_space_at_its_left() {
        // Of 1,000 units, an H is 714 high and starts 98 from the left.
        assert_eq!(extent("H", 100.0).1, -71);
        assert_eq!((extent("H", 100.0).0, extent("H", 100.0).3), (10, 0));
    }

    #[test]
    fn letters_that_lean_to_each_other_stand_closer() {
        let letters = Letters::new().expect("the font is whole");
        let wide = |text: &str| letters.set(text, 100.0, false).width;
        assert!(wide("AV") < wide("A") + wide("V") - 1.0);
        assert_eq!(wide("HH"), 2.0 * wide("H"));
    }

    #[test]
    fn strong_letters_are_wider_and_accents_take_no_room() {
        let letters = Letters::new().expect("the font is whole");
        assert!(letters.set("Mexico", 20.0, true).width > letters.set("Mexico", 20.0, false).width);
        assert_eq!(letters.set("México", 20.0, true).width, letters.set("Mexico", 20.0, true).width);
        assert_eq!(letters.set("", 20.0, true).width, 0.0);
    }
}
