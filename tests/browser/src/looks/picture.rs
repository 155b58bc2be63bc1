//! Pictures in memory, and as PNG files: read whole, written with at most 256 colours.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Cursor;

use crate::fault::Fault;

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Colours that a written picture keeps.
const COLOURS: usize = 256;
/// How many of them are the most frequent.
const FREQUENT: usize = 96;

/// Rows of pixels, from the top.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<Colour>,
}

impl Picture {
    /// Reads a PNG file. What is transparent is taken for opaque.
    pub fn read(bytes: &[u8]) -> Result<Picture, Fault> {
        let unreadable = |reason: png::DecodingError| Fault::new(format!("not a picture ({reason})"));
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(unreadable)?;
        let size = reader.output_buffer_size().ok_or_else(|| Fault::new("a picture without bounds"))?;
        let mut buffer = vec![0; size];
        let frame = reader.next_frame(&mut buffer).map_err(unreadable)?;
        buffer.truncate(frame.buffer_size());
        let samples = frame.color_type.samples();
        if samples < 3 {
            return Err(Fault::new("a picture without colours"));
        }
        let pixels = buffer.chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Ok(Picture { width: frame.width as usize, height: frame.height as usize, pixels })
    }

    /// The picture as a small PNG file: each pixel becomes the nearest of the most frequent colours.
    pub fn write(&self) -> Result<Vec<u8>, Fault> {
        let unwritable = |reason: png::EncodingError| Fault::new(format!("no picture ({reason})"));
        let palette = self.palette();
        let mut known = HashMap::new();
        let indexed: Vec<u8> = self
            .pixels
            .iter()
            .map(|colour| *known.entry(*colour).or_insert_with(|| nearest(&palette, *colour)))
            .collect();
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().map_err(unwritable)?;
        writer.write_image_data(&indexed).map_err(unwritable)?;
        writer.finish().map_err(unwritable)?;
        Ok(bytes)
    }

    /// The most frequent colours, then those that are farthest from all that are kept already.
    fn palette(&self) -> Vec<Colour> {
        let mut counts: HashMap<Colour, usize> = HashMap::new();
        for colour in &self.pixels {
            *counts.entry(*colour).or_default() += 1;
        }
        let mut colours: Vec<(Colour, usize)> = counts.into_iter().collect();
        colours.sort_by_key(|(colour, count)| (Reverse(*count), *colour));
        let mut kept: Vec<Colour> = colours.iter().take(FREQUENT).map(|(colour, _)| *colour).collect();
        // Each of the others, with how far it is from the nearest that is kept.
        let far = |colour: Colour| kept.iter().map(|it| distance(*it, colour)).min().unwrap_or(u32::MAX);
        let mut others: Vec<(Colour, u32)> =
            colours.iter().skip(FREQUENT).map(|(colour, _)| (*colour, far(*colour))).collect();
        while kept.len() < COLOURS
            && let Some((farthest, 1..)) = others.iter().copied().max_by_key(|(colour, far)| (*far, *colour))
        {
            kept.push(farthest);
            for (colour, far) in &mut others {
                *far = distance(farthest, *colour).min(*far);
            }
        }
        kept
    }
}

/// The square of the distance of two colours.
fn distance(a: Colour, b: Colour) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

fn nearest(palette: &[Colour], colour: Colour) -> u8 {
    let best = palette.iter().enumerate().min_by_key(|(_, other)| distance(**other, colour));
    best.map_or(0, |(at, _)| at as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_few_colours_comes_back_as_it_was() {
        let pixels = vec![[255, 255, 255], [0, 0, 0], [10, 86, 196], [255, 255, 255]];
        let picture = Picture { width: 2, height: 2, pixels };
        let written = picture.write().expect("is written");
        assert_eq!(Picture::read(&written).expect("is read"), picture);
    }

    #[test]
    fn of_many_colours_each_becomes_one_that_is_near() {
        // Six colours smoothed into paper: a thousand mixtures.
        let inks =
            [[18, 84, 135], [157, 91, 221], [42, 147, 127], [170, 48, 38], [71, 18, 57], [169, 130, 0]];
        let mix = |ink: Colour, share: u16| {
            ink.map(|channel| ((u16::from(channel) * share + 250 * (255 - share)) / 255) as u8)
        };
        let pixels = inks.into_iter().flat_map(|ink| (0..=255).map(move |share| mix(ink, share))).collect();
        let picture = Picture { width: 256, height: 6, pixels };
        let back = Picture::read(&picture.write().expect("is written")).expect("is read");
        let worst = back.pixels.iter().zip(&picture.pixels);
        let worst = worst.flat_map(|(a, b)| (0..3).map(|at| a[at].abs_diff(b[at]))).max();
        assert!(worst <= Some(10), "{worst:?}");
    }

    #[test]
    fn what_is_no_picture_is_told() {
        assert!(Picture::read(b"no picture").is_err());
    }
}
