//! The sheet that is drawn on, and how it becomes a picture.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    text_anchor::{HPos, Pos, VPos},
};
use plotters_bitmap::{BitMapBackend, BitMapBackendError};

use crate::{
    letters::Letters,
    png::{self, Run},
};

/// Units of the sheet to a pixel of the picture, in each direction.
pub const FINE: u32 = 3;
/// Bytes of a unit: red, green, blue.
const BYTES: usize = 3;
/// What plotters calls the size of a text is this times the size of its em.
const TEXT_BOX: f64 = 1.24;

/// A sheet to draw on, black at first. A unit is a part of a pixel ([`FINE`]), from the top left, y down.
pub struct Sheet<'a> {
    letters: &'a Letters,
    /// Width and height in units.
    size: (u32, u32),
    colours: Vec<u8>,
}

type Drawn = Result<(), DrawingErrorKind<BitMapBackendError>>;

impl<'a> Sheet<'a> {
    /// A sheet for a picture of a width and height in pixels.
    pub fn new((width, height): (u32, u32), letters: &'a Letters) -> Self {
        let size = (width * FINE, height * FINE);
        Self { letters, size, colours: vec![0; size.0 as usize * size.1 as usize * BYTES] }
    }

    /// The picture as a PNG.
    ///
    /// # Errors
    /// Those of the encoder.
    pub fn png(&self) -> Result<Vec<u8>, ::png::EncodingError> {
        png::encode(self.size.0 / FINE, self.size.1 / FINE, &self.runs())
    }

    /// The rows of the picture, one after the other, each as its runs.
    fn runs(&self) -> Vec<Run> {
        let row = self.size.0 as usize * BYTES;
        let mut runs = Vec::new();
        for band in self.colours.chunks(row * FINE as usize) {
            shrink(&band.chunks(row).collect::<Vec<_>>(), &mut runs);
        }
        runs
    }

    fn bitmap(&mut self) -> Result<BitMapBackend<'_>, DrawingErrorKind<BitMapBackendError>> {
        BitMapBackend::with_buffer_and_format(&mut self.colours, self.size)
            .map_err(DrawingErrorKind::DrawingError)
    }

    /// Draws a line that may have corners. plotters makes one shape of it, too wide by a unit, with holes where it
    /// crosses or repeats itself; so upright and level lines are drawn as what they are, and others corner by corner.
    fn path(&mut self, points: &[BackendCoord], pen: Pen) -> Drawn {
        let is_straight = |pair: &[BackendCoord]| pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1;
        let mut bitmap = self.bitmap()?;
        if points.windows(2).all(is_straight) {
            let half = pen.width as i32 / 2;
            let rest = pen.width as i32 - half;
            let mut fill = |(left, top), (right, bottom)| {
                bitmap.draw_rect((left, top), (right, bottom), &pen.colour, true)
            };
            points.windows(2).try_for_each(|pair| {
                let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
                if ax == bx {
                    fill((ax - half, ay.min(by)), (ax + rest, ay.max(by)))
                } else {
                    fill((ax.min(bx), ay - half), (ax.max(bx), ay + rest))
                }
            })?;
            let mut corners = points.windows(3).map(|three| three[1]);
            corners.try_for_each(|(x, y)| fill((x - half, y - half), (x + rest, y + rest)))
        } else if points.len() == 2 {
            bitmap.draw_path(points.iter().copied(), &pen)
        } else {
            points.windows(3).try_for_each(|corner| bitmap.draw_path(corner.iter().copied(), &pen))
        }
    }

    /// Draws text whose em has a size in units.
    fn text(
        &mut self,
        text: &str,
        size: f32,
        strong: bool,
        colour: BackendColor,
        anchor: Pos,
        at: BackendCoord,
    ) -> Drawn {
        let line = self.letters.set(text, size, strong);
        let left = match anchor.h_pos {
            HPos::Left => 0.0,
            HPos::Center => line.width / -2.0,
            HPos::Right => -line.width,
        };
        let down = match anchor.v_pos {
            VPos::Top => line.x_height(),
            VPos::Center => line.x_height() / 2.0,
            VPos::Bottom => 0.0,
        };
        let mut bitmap = self.bitmap()?;
        let mut drawn = Ok(());
        line.cover((at.0 as f32 + left, at.1 as f32 + down), |x, y, covered| {
            if drawn.is_ok() {
                let alpha = colour.alpha * f64::from(covered);
                drawn = bitmap.draw_pixel((x, y), BackendColor { alpha, ..colour });
            }
        });
        drawn
    }
}

/// Colour, and width in units, of lines.
#[derive(Clone, Copy)]
struct Pen {
    colour: BackendColor,
    width: u32,
}

impl Pen {
    fn of(style: &impl BackendStyle) -> Self {
        Self { colour: style.color(), width: style.stroke_width() }
    }
}

impl BackendStyle for Pen {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// Each call is handed on at once to code that knows no style of the caller's, so that it is this crate's and fast.
/// Text stands by its small letters: its top is theirs, its bottom the baseline.
impl DrawingBackend for Sheet<'_> {
    type ErrorType = BitMapBackendError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        self.bitmap()?.draw_pixel(at, colour)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path(&[from, to], Pen::of(style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        near: BackendCoord,
        far: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.bitmap()?.draw_rect(near, far, &Pen::of(style), fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(&path.into_iter().collect::<Vec<_>>(), Pen::of(style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.bitmap()?.draw_circle(centre, radius, &Pen::of(style), fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.bitmap()?.fill_polygon(corners.into_iter().collect::<Vec<_>>(), &Pen::of(style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let strong = matches!(style.style(), FontStyle::Bold);
        self.text(text, (style.size() / TEXT_BOX) as f32, strong, style.color(), style.anchor(), at)
    }
}

/// Appends the mean colours of a band of [`FINE`] rows, pixel by pixel. What is of one colour is found by comparing
/// memory, half by half: most of a drawing is, and a picture is done in some thousand steps rather than a million.
fn shrink(rows: &[&[u8]], runs: &mut Vec<Run>) {
    let pixel = BYTES * FINE as usize;
    let pixels = rows[0].len() / pixel;
    let first = &rows[0][..BYTES];
    let is_flat = |row: &&[u8]| row.starts_with(first) && row[BYTES..] == row[..row.len() - BYTES];
    if rows.iter().all(is_flat) {
        runs.push(([first[0], first[1], first[2]], pixels));
    } else if pixels == 1 {
        runs.push((mean(rows), 1));
    } else {
        let (left, right): (Vec<&[u8]>, Vec<&[u8]>) =
            rows.iter().map(|row| row.split_at(pixels / 2 * pixel)).unzip();
        shrink(&left, runs);
        shrink(&right, runs);
    }
}

/// The mean colour of rows, each part of it rounded.
fn mean(rows: &[&[u8]]) -> [u8; BYTES] {
    let mut sums = [0; BYTES];
    for part in rows.iter().flat_map(|row| row.chunks_exact(BYTES)) {
        for (sum, part) in sums.iter_mut().zip(part) {
            *sum += u32::from(*part);
        }
    }
    let units = rows.iter().map(|row| row.len() / BYTES).sum::<usize>().max(1) as u32;
    sums.map(|sum| ((sum + units / 2) / units) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: BackendColor = BackendColor { alpha: 1.0, rgb: (255, 255, 255) };
    const UNIT: i32 = FINE as i32;

    /// The greys of the picture of a sheet of 8 by 8 pixels, row by row.
    fn drawn(draw: impl FnOnce(&mut Sheet) -> Drawn) -> Vec<[u8; 8]> {
        let letters = Letters::new().expect("the font is whole");
        let mut sheet = Sheet::new((8, 8), &letters);
        draw(&mut sheet).expect("is drawn");
        let greys: Vec<u8> =
            sheet.runs().iter().flat_map(|([red, _, _], length)| vec![*red; *length]).collect();
        greys.chunks(8).map(|row| row.try_into().expect("has 8 pixels")).collect()
    }

    fn pen(pixels: u32) -> Pen {
        Pen { colour: WHITE, width: pixels * FINE }
    }

    #[test]
    fn what_covers_a_part_of_a_pixel_gives_it_that_part_of_its_colour() {
        let rows = drawn(|sheet| sheet.draw_rect((0, 0), (UNIT * 2 + 1, 1), &WHITE, true));
        assert_eq!(rows[0], [85, 85, 28, 0, 0, 0, 0, 0]);
        assert_eq!(rows[1], [0; 8]);
    }

    #[test]
    fn a_hairline_in_the_middle_of_a_pixel_fills_that_pixel_and_no_other() {
        let middle = UNIT * 3 + UNIT / 2;
        let level = drawn(|sheet| sheet.draw_path([(0, middle), (UNIT * 8, middle)], &pen(1)));
        assert_eq!((level[2], level[3], level[4]), ([0; 8], [255; 8], [0; 8]));
        let upright = drawn(|sheet| sheet.draw_path([(middle, UNIT * 8), (middle, 0)], &pen(1)));
        assert!(upright.iter().all(|row| *row == [0, 0, 0, 255, 0, 0, 0, 0]), "{upright:?}");
    }

    #[test]
    fn the_outline_of_a_square_is_whole_on_all_sides() {
        let (near, far) = (UNIT * 2, UNIT * 6);
        // On to the second point, as closed outlines are drawn.
        let path = [(near, near), (far, near), (far, far), (near, far), (near, near), (far, near)];
        let rows = drawn(|sheet| sheet.draw_path(path, &pen(2)));
        assert!(rows[1..7].iter().all(|row| row[1] == 255 && row[6] == 255), "{rows:?}");
        assert!(rows[1][1..7].iter().chain(&rows[6][1..7]).all(|grey| *grey == 255), "{rows:?}");
        assert_eq!((rows[3][3], rows[4][4]), (0, 0));
    }

    #[test]
    fn a_disc_is_as_wide_as_high_and_in_its_place() {
        let rows = drawn(|sheet| sheet.draw_circle((UNIT * 4, UNIT * 4), FINE * 3, &WHITE, true));
        assert!(rows[3][1] > 200 && rows[3][6] > 200 && rows[1][3] > 200 && rows[6][3] > 200, "{rows:?}");
        assert!(rows[3][0] == 0 && rows[0][3] == 0 && rows[1][1] < 100, "{rows:?}");
    }

    /// First and last column, and first and last row, that a big "H" is seen in, anchored in the middle of a picture of
    /// 64 by 64 pixels.
    fn seen(h_pos: HPos, v_pos: VPos) -> [usize; 4] {
        let letters = Letters::new().expect("the font is whole");
        let mut sheet = Sheet::new((64, 64), &letters);
        let (size, anchor) = (40.0 * FINE as f32, Pos::new(h_pos, v_pos));
        sheet.text("H", size, false, WHITE, anchor, (32 * UNIT, 32 * UNIT)).expect("is drawn");
        let greys: Vec<u8> = sheet.runs().iter().flat_map(|(grey, length)| vec![grey[0]; *length]).collect();
        let lit: Vec<usize> = (0..greys.len()).filter(|at| greys[*at] > 127).collect();
        let columns = || lit.iter().map(|at| at % 64);
        let ends = (columns().min(), columns().max(), lit.first(), lit.last());
        let (Some(left), Some(right), Some(top), Some(bottom)) = ends else { return [0; 4] };
        [left, right, top / 64, bottom / 64]
    }

    #[test]
    fn text_stands_about_its_point_as_it_is_anchored() {
        // An H is 29.6 wide with 3.9 free at either side, 28.6 high; an x is 21.4 high.
        assert_eq!(seen(HPos::Left, VPos::Bottom), [36, 57, 3, 31]);
        assert_eq!(seen(HPos::Center, VPos::Center), [21, 42, 14, 42]);
        assert_eq!(seen(HPos::Right, VPos::Top), [6, 27, 25, 52]);
    }
}
