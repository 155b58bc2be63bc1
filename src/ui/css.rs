//! Lengths as CSS writes them.

/// A length in CSS, to a tenth of a pixel.
pub fn px(pixels: f32) -> String {
    // Whole numbers are enough for that, and much smaller than the machinery for all floats.
    let tenths = (pixels * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    [sign, &(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), "px"].concat()
}

/// A box in CSS.
pub fn placed(left: f32, top: f32) -> String {
    ["left:", &px(left), ";top:", &px(top)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_tenths() {
        assert_eq!(
            [0.0, 1.26, -0.04, -3.55, 120.0].map(px),
            ["0.0px", "1.3px", "0.0px", "-3.6px", "120.0px"]
        );
    }
}
