//! How far a picture is from the one it should look like, as an eye that does not count pixels would say.
//!
//! Two measures, both looked at tile by tile, since on a page of a million pixels a moved label is nothing:
//!
//! - Both pictures are softened: each pixel becomes the mean of two by two, so that a stroke of a pixel is as dark where
//!   it falls on two as where it falls on one. Then a pixel is *out of place* if its colour lies outside of all colours
//!   that the other picture has within a pixel of it, by more than [`TOLERANCE`] in a channel; the same is asked the
//!   other way round. What lies a part of a pixel elsewhere, or a whole one, is in place; what moved by two is not.
//!   A tile may have [`STRAY`] such pixels.
//! - A tile may have another mean colour by [`SHIFT`]: more is a tint that changed, not letters that are smoothed
//!   otherwise.

use std::ops::Range;

use super::picture::{Colour, Picture};

/// Side of a tile in pixels: a word of the smallest type fills two.
const TILE: usize = 24;
/// In 256 shades a channel. Above what the few colours of a reference cost, below what a softened hairline stands out by.
const TOLERANCE: u8 = 12;
/// Pixels of a tile that may be out of place. Moving all text by half a pixel brings up to 18, for letters are smoothed
/// towards more contrast; a word that moves by two pixels brings some 90.
const STRAY: u32 = 20;
/// In 256 shades a channel.
const SHIFT: u64 = 6;

/// What differs.
#[derive(Debug, PartialEq, Eq)]
pub enum Difference {
    /// The pictures are of different sizes.
    Size,
    /// Some tiles differ.
    Tiles(Tiles),
}

/// The tiles that differ.
#[derive(Debug, PartialEq, Eq)]
pub struct Tiles {
    /// Left and top of each, in pixels.
    pub at: Vec<(usize, usize)>,
    /// Pixels out of place in the worst of them.
    pub worst: u32,
    /// Pixels out of place anywhere.
    pub out_of_place: Vec<bool>,
}

/// Compares two pictures; `None` if one passes for the other.
pub fn difference(seen: &Picture, accepted: &Picture) -> Option<Difference> {
    if (seen.width, seen.height) != (accepted.width, accepted.height) {
        return Some(Difference::Size);
    }
    let (seen, accepted) = (&softened(seen), &softened(accepted));
    let mut tiles = Tiles { at: Vec::new(), worst: 0, out_of_place: vec![false; seen.pixels.len()] };
    for top in (0..seen.height).step_by(TILE) {
        for left in (0..seen.width).step_by(TILE) {
            let columns = left..(left + TILE).min(seen.width);
            let rows = top..(top + TILE).min(seen.height);
            let strays = strays(seen, accepted, &columns, rows.clone(), &mut tiles.out_of_place);
            if strays > STRAY || shift(seen, accepted, &columns, rows) > SHIFT {
                tiles.at.push((left, top));
                tiles.worst = tiles.worst.max(strays);
            }
        }
    }
    (!tiles.at.is_empty()).then_some(Difference::Tiles(tiles))
}

/// Each pixel with its neighbours to the right and below.
fn softened(picture: &Picture) -> Picture {
    let mut pixels = Vec::with_capacity(picture.pixels.len());
    for y in 0..picture.height {
        let (row, below) = (y * picture.width, (y + 1).min(picture.height - 1) * picture.width);
        for x in 0..picture.width {
            let right = (x + 1).min(picture.width - 1);
            let four = [row + x, row + right, below + x, below + right].map(|at| picture.pixels[at]);
            let mean = |channel: usize| four.iter().map(|it| u16::from(it[channel])).sum::<u16>() / 4;
            pixels.push([0, 1, 2].map(|channel| mean(channel) as u8));
        }
    }
    Picture { pixels, ..*picture }
}

/// How many pixels of a tile are out of place.
fn strays(
    seen: &Picture,
    accepted: &Picture,
    columns: &Range<usize>,
    rows: Range<usize>,
    out_of_place: &mut [bool],
) -> u32 {
    let mut strays = 0;
    for y in rows {
        for x in columns.clone() {
            let at = y * seen.width + x;
            let (here, there) = (seen.pixels[at], accepted.pixels[at]);
            let is_in_place = is_near(here, there)
                || is_among_neighbours(here, accepted, x, y) && is_among_neighbours(there, seen, x, y);
            if !is_in_place {
                out_of_place[at] = true;
                strays += 1;
            }
        }
    }
    strays
}

fn is_near(a: Colour, b: Colour) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= TOLERANCE)
}

/// Whether a colour lies between those within a pixel of a place, channel by channel.
fn is_among_neighbours(colour: Colour, picture: &Picture, x: usize, y: usize) -> bool {
    let (mut least, mut most) = ([u8::MAX; 3], [0; 3]);
    for row in y.saturating_sub(1)..=(y + 1).min(picture.height - 1) {
        for column in x.saturating_sub(1)..=(x + 1).min(picture.width - 1) {
            let neighbour = picture.pixels[row * picture.width + column];
            for channel in 0..3 {
                least[channel] = neighbour[channel].min(least[channel]);
                most[channel] = neighbour[channel].max(most[channel]);
            }
        }
    }
    (0..3).all(|channel| {
        let range = least[channel].saturating_sub(TOLERANCE)..=most[channel].saturating_add(TOLERANCE);
        range.contains(&colour[channel])
    })
}

/// By how much the mean colour of a tile differs, in the channel where it differs most.
fn shift(seen: &Picture, accepted: &Picture, columns: &Range<usize>, rows: Range<usize>) -> u64 {
    let (mut here, mut there) = ([0u64; 3], [0u64; 3]);
    let pixels = (columns.len() * rows.len()).max(1) as u64;
    for y in rows {
        let row = y * seen.width + columns.start..y * seen.width + columns.end;
        for (a, b) in seen.pixels[row.clone()].iter().zip(&accepted.pixels[row]) {
            for channel in 0..3 {
                here[channel] += u64::from(a[channel]);
                there[channel] += u64::from(b[channel]);
            }
        }
    }
    (0..3).map(|channel| here[channel].abs_diff(there[channel]) / pixels).max().unwrap_or(0)
}

impl Tiles {
    /// What was seen, faint, with each pixel out of place in red and a frame about each tile that differs.
    pub fn shown_on(&self, seen: &Picture) -> Picture {
        const RED: Colour = [214, 0, 36];
        let faint = |colour: &Colour| {
            let grey = colour.iter().map(|channel| u16::from(*channel)).sum::<u16>() / 3;
            [(170 + grey / 3) as u8; 3]
        };
        let mut picture = Picture { pixels: seen.pixels.iter().map(faint).collect(), ..seen.clone() };
        for (pixel, out_of_place) in picture.pixels.iter_mut().zip(&self.out_of_place) {
            if *out_of_place {
                *pixel = RED;
            }
        }
        for (left, top) in &self.at {
            let (right, bottom) = ((left + TILE).min(seen.width) - 1, (top + TILE).min(seen.height) - 1);
            for x in *left..=right {
                picture.pixels[top * seen.width + x] = RED;
                picture.pixels[bottom * seen.width + x] = RED;
            }
            for y in *top..=bottom {
                picture.pixels[y * seen.width + left] = RED;
                picture.pixels[y * seen.width + right] = RED;
            }
        }
        picture
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: Colour = [251, 250, 247];
    const INK: Colour = [95, 102, 114];

    /// Five letters like "C", of strokes of a pixel, eight high and six apart, a part of a pixel right of a place.
    fn letters(x: usize, y: usize, part: f32) -> Picture {
        let (width, height) = (120, 60);
        let mut pixels = vec![PAPER; width * height];
        let mix = |share: f32| {
            let channel = |at: usize| f32::from(PAPER[at]) * (1.0 - share) + f32::from(INK[at]) * share;
            [0, 1, 2].map(|at| channel(at) as u8)
        };
        for letter in 0..5 {
            for row in 0..8 {
                let at = (y + row) * width + x + letter * 6;
                let stroke = if row == 0 || row == 7 { 4 } else { 1 };
                pixels[at..at + stroke].fill(mix(1.0));
                pixels[at] = mix(1.0 - part);
                pixels[at + stroke] = mix(part);
            }
        }
        Picture { width, height, pixels }
    }

    #[test]
    fn the_same_picture_passes() {
        assert_eq!(difference(&letters(20, 20, 0.0), &letters(20, 20, 0.0)), None);
    }

    #[test]
    fn letters_that_lie_a_part_of_a_pixel_elsewhere_pass() {
        for part in [0.25, 0.5, 0.75] {
            assert_eq!(difference(&letters(20, 20, part), &letters(20, 20, 0.0)), None, "{part}");
            assert_eq!(difference(&letters(20, 20, 0.0), &letters(20, 20, part)), None, "{part}");
        }
    }

    #[test]
    fn a_label_that_moved_by_two_pixels_is_found() {
        for (x, y) in [(22, 20), (18, 20), (20, 22), (20, 18)] {
            let Some(Difference::Tiles(tiles)) = difference(&letters(x, y, 0.0), &letters(20, 20, 0.0))
            else {
                panic!("({x}, {y}) passes");
            };
            assert!(tiles.worst > STRAY, "{}", tiles.worst);
        }
    }

    #[test]
    fn a_label_that_is_gone_is_found_where_it_was() {
        let gone = Picture { pixels: vec![PAPER; 120 * 60], ..letters(20, 20, 0.0) };
        let Some(Difference::Tiles(tiles)) = difference(&gone, &letters(26, 26, 0.0)) else {
            panic!("passes");
        };
        assert_eq!(tiles.at, [(24, 24), (48, 24)]);
    }

    #[test]
    fn a_tint_that_changed_is_found() {
        let tinted =
            |by: u8| Picture { pixels: vec![PAPER.map(|it| it - by); 120 * 60], ..letters(0, 0, 0.0) };
        assert_eq!(difference(&tinted(3), &tinted(0)), None);
        assert!(difference(&tinted(10), &tinted(0)).is_some());
    }

    #[test]
    fn another_size_is_told() {
        let smaller = Picture { width: 1, height: 1, pixels: vec![PAPER] };
        assert_eq!(difference(&smaller, &letters(0, 0, 0.0)), Some(Difference::Size));
    }
}
