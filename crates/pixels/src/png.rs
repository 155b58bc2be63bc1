//! Flat drawings as small PNG files: at most 256 colours, looked up in a palette.

use std::collections::BTreeMap;

use png::EncodingError;

/// Colours of a palette.
const COLOURS: usize = 256;

/// Pixels of one colour beside each other, and how many. Drawings are mostly such runs; working on them rather than on
/// pixels is what makes this fast.
pub type Run = ([u8; 3], usize);

/// A picture as a PNG: its runs, row after row. Colours that a palette has no room for become the most frequent one near
/// them.
pub fn encode(width: u32, height: u32, runs: &[Run]) -> Result<Vec<u8>, EncodingError> {
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for (colour, length) in runs {
        *counts.entry(*colour).or_default() += length;
    }
    let (palette, places) = (0..8)
        .map(|dropped| reduced(&counts, dropped))
        .find(|(palette, _)| palette.len() <= COLOURS)
        .unwrap_or_default();
    let mut indices: Vec<u8> = Vec::new();
    for (colour, length) in runs {
        let place = places.get(colour).copied().unwrap_or(0) as u8;
        indices.resize(indices.len() + length, place);
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(file)
}

/// Colours that are the same without their lowest bits stand as the most frequent of them: palette, and the place of
/// each colour in it.
fn reduced(counts: &BTreeMap<[u8; 3], usize>, dropped: u32) -> (Vec<[u8; 3]>, BTreeMap<[u8; 3], usize>) {
    let class = |colour: &[u8; 3]| colour.map(|part| part >> dropped);
    let mut best: BTreeMap<[u8; 3], ([u8; 3], usize)> = BTreeMap::new();
    for (colour, count) in counts {
        let entry = best.entry(class(colour)).or_insert((*colour, *count));
        if *count > entry.1 {
            *entry = (*colour, *count);
        }
    }
    let classes: BTreeMap<[u8; 3], usize> = best.keys().enumerate().map(|(at, key)| (*key, at)).collect();
    let places = counts.keys().map(|colour| (*colour, classes[&class(colour)])).collect();
    (best.into_values().map(|(colour, _)| colour).collect(), places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(file: &[u8]) -> Vec<u8> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("is a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("fits")];
        reader.next_frame(&mut pixels).expect("has a picture");
        pixels
    }

    #[test]
    fn few_colours_are_kept_as_they_are() {
        let file = encode(2, 2, &[([1, 2, 3], 1), ([255, 0, 9], 2), ([1, 2, 3], 1)]).expect("is written");
        assert_eq!(decoded(&file), [1, 2, 3, 255, 0, 9, 255, 0, 9, 1, 2, 3]);
    }

    #[test]
    fn of_many_colours_the_frequent_ones_are_kept() {
        let mut runs: Vec<Run> = (0..=255).flat_map(|r| [0, 80, 160].map(|g| ([r, g, 200], 1))).collect();
        runs.push(([17, 80, 200], 100));
        let seen = decoded(&encode(runs.len() as u32 + 99, 1, &runs).expect("is written"));
        assert_eq!(&seen[seen.len() - 3..], [17, 80, 200]);
        let far = seen.chunks(3).zip(&runs).map(|(pixel, (colour, _))| pixel[0].abs_diff(colour[0])).max();
        assert!(far <= Some(8), "{far:?}");
    }
}
