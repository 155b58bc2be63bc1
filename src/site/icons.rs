//! The site's icon, drawn once: as vectors for tabs, as dots for home screens.

use entente_pixels::{FINE, Sheet};

use super::{Error, preview::Studio};
use crate::draw::{Item, Point, Rect, Role, Scene, Stroke, render, svg};

/// A file with the icon.
pub struct Icon {
    /// Its path within the site.
    pub path: &'static str,
    /// Width and height in pixels; `None` for vectors.
    pub size: Option<u32>,
    /// Whether a system may cut it to any shape: the mark then stands in the circle that no shape cuts, of 80 %.
    pub is_maskable: bool,
}

/// What tabs show.
pub const TAB: &str = "/icon.svg";
/// What Apple's home screens show, which take no vectors.
pub const TOUCH: &str = "/icon-180.png";

/// Every file.
pub const ICONS: [Icon; 5] = [
    Icon { path: TAB, size: None, is_maskable: false },
    Icon { path: TOUCH, size: Some(180), is_maskable: false },
    Icon { path: "/icon-192.png", size: Some(192), is_maskable: false },
    Icon { path: "/icon-512.png", size: Some(512), is_maskable: false },
    Icon { path: "/icon-maskable-512.png", size: Some(512), is_maskable: true },
];

/// Width of the vectors.
const USUAL: u32 = 64;

impl Icon {
    /// What is in the file.
    ///
    /// # Errors
    /// [`Error::Picture`] if it can't be drawn.
    pub fn draw(&self, studio: &Studio) -> Result<Vec<u8>, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::Picture(format!("{}: {error}", self.path));
        let mut scene = scene(self.size.unwrap_or(USUAL) as f32, if self.is_maskable { 0.6 } else { 0.8 });
        let Some(size) = self.size else { return Ok(svg(&scene, studio.palette(), "Entente").into_bytes()) };
        let paper = Rect::new(0.0, 0.0, scene.width, scene.height);
        let paper = Item::Box { rect: paper, radius: 0.0, fill: Some(Role::Paper.into()), stroke: None };
        scene.items.insert(0, paper);
        let mut sheet = Sheet::new((size, size), studio.letters());
        render(&scene, &mut sheet, studio.palette(), FINE as f32).map_err(|error| failed(&error))?;
        sheet.png().map_err(|error| failed(&error))
    }
}

/// The mark: two circles that share something, together as wide as a share of the whole.
fn scene(size: f32, share: f32) -> Scene {
    let mut scene = Scene::new(size, size);
    // In the mark beside the site's name, circles of radius 7 stand 8 apart in lines of 2: 24 wide.
    let unit = size * share / 24.0;
    for side in [-4.0, 4.0] {
        scene.items.push(Item::Disc {
            centre: Point::new(size / 2.0 + side * unit, size / 2.0),
            radius: 7.0 * unit,
            fill: None,
            stroke: Some(Stroke::solid(Role::Ink, 2.0 * unit)),
        });
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_a_file_of_its_kind_and_size() {
        let studio = Studio::new().expect("the style sheet has all colours");
        for icon in ICONS {
            let file = icon.draw(&studio).expect("is drawn");
            match icon.size {
                None => assert!(file.starts_with(b"<svg ") && file.windows(8).any(|it| it == b"<circle ")),
                Some(size) => {
                    assert!(file.starts_with(b"\x89PNG"));
                    let width = u32::from_be_bytes([file[16], file[17], file[18], file[19]]);
                    assert_eq!(width, size, "{}", icon.path);
                }
            }
        }
    }
}
