//! Which part of the world the plot shows: a uniform scale and a centre.
//!
//! `pixel = (world - centre) * scale + size / 2`, world units in, pixels of the plot out; both have y to the south.
//! At zoom 1 the whole frame (all longitudes, 80.5° N to 56.3° S) fits the plot.

use entente_geometry::Within;
use entente_geometry::projection::{self, NORTH, SOUTH, invert, project};
use entente_geometry::{Bounds, Position};

use crate::draw::{Point, Rect};
use crate::view::MapAt;

/// Zoom goes from 1 to this.
const CLOSEST: f64 = 32.0;

/// Countries that are fitted keep this share of the plot free on each side.
const MARGIN: f64 = 0.12;

/// Fitting countries goes no closer than this, so that the reader still sees where in the world they are.
const CLOSEST_FIT: f64 = 6.0;

/// A part of the world at a size. Always valid: the zoom within its limits, the centre on the frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapViewport {
    width: f64,
    height: f64,
    /// Centre in world units.
    centre: (f64, f64),
    /// Enlargement over the whole world, 1 to 32.
    zoom: f64,
    /// Pixels to a world unit at zoom 1.
    fit: f64,
}

/// The frame in world units: west, north, east, south.
fn frame() -> (f64, f64, f64, f64) {
    let (east, _) = projection::project_turned(180.0, 0.0);
    let (_, north) = projection::project_turned(0.0, NORTH);
    let (_, south) = projection::project_turned(0.0, SOUTH);
    (-east, north, east, south)
}

impl MapViewport {
    /// The whole world in a plot of a size in pixels.
    pub fn whole(width: f32, height: f32) -> Self {
        let (west, north, east, south) = frame();
        // A size that is no number is none.
        let size = |value: f32| if value.is_nan() { 1.0 } else { f64::from(value).within(1.0, 16384.0) };
        let (width, height) = (size(width), size(height));
        Self {
            width,
            height,
            centre: ((west + east) / 2.0, (north + south) / 2.0),
            zoom: 1.0,
            fit: (width / (east - west)).min(height / (south - north)),
        }
    }

    /// The part that a link names, or the whole world.
    pub fn at(at: Option<MapAt>, width: f32, height: f32) -> Self {
        let whole = Self::whole(width, height);
        let Some(at) = at else { return whole };
        let centre = project(f64::from(at.lon) / 100.0, f64::from(at.lat) / 100.0);
        Self { centre, zoom: f64::from(at.zoom) / 100.0, ..whole }.clamped()
    }

    /// What a link says of it: `None` for the whole world.
    pub fn to_at(&self) -> Option<MapAt> {
        let zoom = (self.zoom * 100.0).round() as u16;
        if zoom <= 100 {
            return None;
        }
        let (lon, lat) = invert(self.centre.0, self.centre.1);
        Some(MapAt { lon: (lon * 100.0).round() as i32, lat: (lat * 100.0).round() as i32, zoom })
    }

    /// The same part of the world in a plot of another size.
    pub fn resized(&self, width: f32, height: f32) -> Self {
        Self { centre: self.centre, zoom: self.zoom, ..Self::whole(width, height) }.clamped()
    }

    /// Width and height of the plot in pixels.
    pub const fn size(&self) -> (f32, f32) {
        (self.width as f32, self.height as f32)
    }

    /// The plot.
    pub const fn plot(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width as f32, self.height as f32)
    }

    /// Enlargement over the whole world, 1 to 32.
    pub const fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Pixels to a world unit.
    pub const fn scale(&self) -> f64 {
        self.fit * self.zoom
    }

    /// Where a world position lies on the plot.
    pub fn point(&self, position: Position) -> Point {
        self.transform().point(position)
    }

    /// The world position of a point of the plot.
    pub fn position(&self, point: Point) -> (f64, f64) {
        let scale = self.scale();
        (
            self.centre.0 + (f64::from(point.x) - self.width / 2.0) / scale,
            self.centre.1 + (f64::from(point.y) - self.height / 2.0) / scale,
        )
    }

    /// From world to plot, with everything computed that a frame needs often.
    pub fn transform(&self) -> Transform {
        let scale = self.scale();
        Transform {
            scale: scale as f32,
            x: (self.width / 2.0 - self.centre.0 * scale) as f32,
            y: (self.height / 2.0 - self.centre.1 * scale) as f32,
        }
    }

    /// Whether something in a box of the world may be seen.
    pub fn shows(&self, bounds: &Bounds) -> bool {
        if bounds.is_empty() {
            return false;
        }
        let (min, max) = (self.point(bounds.min), self.point(bounds.max));
        let plot = self.plot();
        max.x >= 0.0 && min.x <= plot.width && max.y >= 0.0 && min.y <= plot.height
    }

    /// Enlarged by a factor about a point of the plot, which keeps showing the same place.
    pub fn zoomed(&self, about: Point, factor: f64) -> Self {
        if !factor.is_finite() || factor <= 0.0 {
            return *self;
        }
        let fixed = self.position(about);
        let zoom = (self.zoom * factor).within(1.0, CLOSEST);
        let ratio = self.zoom / zoom;
        let centre =
            (fixed.0 + (self.centre.0 - fixed.0) * ratio, fixed.1 + (self.centre.1 - fixed.1) * ratio);
        Self { centre, zoom, ..*self }.clamped()
    }

    /// Moved so that what was under a point lies `right` and `down` pixels farther.
    pub fn panned(&self, right: f32, down: f32) -> Self {
        let scale = self.scale();
        let centre = (self.centre.0 - f64::from(right) / scale, self.centre.1 - f64::from(down) / scale);
        Self { centre, ..*self }.clamped()
    }

    /// Refitted to a box of the world, see [`super::Atlas::bounds`]; an empty box gives the whole world.
    pub fn fitted(&self, bounds: Bounds) -> Self {
        let whole = Self { zoom: 1.0, ..*self }.clamped();
        if bounds.is_empty() {
            return whole;
        }
        let middle = |from: i16, to: i16| (f64::from(from) + f64::from(to)) / 2.0;
        let span = |from: i16, to: i16| (f64::from(to) - f64::from(from)).max(1.0) * whole.scale();
        let room = 1.0 - 2.0 * MARGIN;
        let zoom = (self.width * room / span(bounds.min.x, bounds.max.x))
            .min(self.height * room / span(bounds.min.y, bounds.max.y))
            .within(1.0, CLOSEST_FIT);
        let centre = (middle(bounds.min.x, bounds.max.x), middle(bounds.min.y, bounds.max.y));
        Self { centre, zoom, ..*self }.clamped()
    }

    /// With zoom and centre within their limits. The centre gets the more room the closer the view is: none for the
    /// whole world, all of the frame for a close view, so that a country at the edge can come to the middle.
    fn clamped(self) -> Self {
        let (west, north, east, south) = frame();
        let zoom = if self.zoom.is_finite() { self.zoom.within(1.0, CLOSEST) } else { 1.0 };
        let scale = self.fit * zoom * zoom;
        let within = |centre: f64, from: f64, to: f64, size: f64| {
            let middle = (from + to) / 2.0;
            let room = (to - from - size / scale) / 2.0;
            // Less than a thousandth of a unit is rounding, not room.
            if room > 1e-3 { centre.within(middle - room, middle + room) } else { middle }
        };
        let centre =
            (within(self.centre.0, west, east, self.width), within(self.centre.1, north, south, self.height));
        Self { centre, zoom, ..self }
    }
}

/// World units to pixels: scale, then move.
#[derive(Clone, Copy, Debug)]
pub struct Transform {
    scale: f32,
    x: f32,
    y: f32,
}

impl Transform {
    /// Where a world position lies on the plot.
    pub fn point(&self, position: Position) -> Point {
        Point::new(f32::from(position.x) * self.scale + self.x, f32::from(position.y) * self.scale + self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: (f64, f64), b: (f64, f64)) -> bool {
        (a.0 - b.0).abs() < 1e-2 && (a.1 - b.1).abs() < 1e-2
    }

    #[test]
    fn the_whole_world_fits_a_wide_and_a_tall_plot() {
        for (width, height) in [(908.0, 338.0), (390.0, 600.0)] {
            let viewport = MapViewport::whole(width, height);
            let (west, north, east, south) = frame();
            for (x, y) in [(west, north), (east, south)] {
                let point = viewport.point(Position { x: x as i16, y: y as i16 });
                assert!((-1.0..=width + 1.0).contains(&point.x) && (-1.0..=height + 1.0).contains(&point.y));
            }
        }
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let viewport = MapViewport::whole(908.0, 338.0).zoomed(Point::new(454.0, 169.0), 4.0);
        let pointer = Point::new(500.0, 120.0);
        let zoomed = viewport.zoomed(pointer, 1.7);
        assert!(close(viewport.position(pointer), zoomed.position(pointer)));
        assert!((zoomed.zoom() - 6.8).abs() < 1e-9);
    }

    #[test]
    fn zooming_in_and_out_again_shows_the_whole_world() {
        let whole = MapViewport::whole(908.0, 338.0);
        let there = whole.zoomed(Point::new(30.0, 300.0), 1e9);
        assert_eq!(there.zoom(), CLOSEST);
        let back = there.zoomed(Point::new(900.0, 3.0), 1e-9);
        assert_eq!(back, whole);
    }

    #[test]
    fn panning_never_loses_the_world() {
        let (west, north, east, south) = frame();
        for zoom in [1.0, 1.3, 8.0, 32.0] {
            let viewport = MapViewport::whole(908.0, 338.0).zoomed(Point::new(454.0, 169.0), zoom);
            let panned = viewport.panned(1e7, -1e7);
            let (x, y) = panned.position(Point::new(454.0, 169.0));
            assert!((west..=east).contains(&x) && (north..=south).contains(&y), "zoom {zoom}");
        }
        let whole = MapViewport::whole(908.0, 338.0);
        assert_eq!(whole.panned(50.0, -20.0), whole);
    }

    #[test]
    fn a_link_and_its_viewport_are_inverse() {
        for at in [
            MapAt { lon: -5800, lat: -3400, zoom: 400 },
            MapAt { lon: 13850, lat: 3625, zoom: 3200 },
            MapAt { lon: 0, lat: 0, zoom: 250 },
        ] {
            assert_eq!(MapViewport::at(Some(at), 908.0, 338.0).to_at(), Some(at));
        }
        assert_eq!(MapViewport::whole(908.0, 338.0).to_at(), None);
    }

    #[test]
    fn a_link_beyond_the_limits_gives_a_view_within_them() {
        let at = MapAt { lon: 18000, lat: -9000, zoom: u16::MAX };
        let viewport = MapViewport::at(Some(at), 908.0, 338.0);
        assert_eq!(viewport.zoom(), CLOSEST);
        assert_eq!(MapViewport::at(Some(MapAt { zoom: 0, ..at }), 908.0, 338.0).to_at(), None);
    }

    #[test]
    fn fitted_countries_are_inside_the_plot() {
        let bounds = Bounds { min: Position { x: 100, y: -2200 }, max: Position { x: 900, y: -1900 } };
        let viewport = MapViewport::whole(908.0, 338.0).fitted(bounds);
        assert!(viewport.zoom() > 1.5);
        for corner in [bounds.min, bounds.max] {
            assert!(viewport.plot().contains(viewport.point(corner)));
        }
        assert_eq!(viewport.fitted(Bounds::EMPTY), MapViewport::whole(908.0, 338.0));
    }

    #[test]
    fn a_plot_without_size_is_still_a_viewport() {
        let viewport = MapViewport::whole(0.0, f32::NAN);
        assert_eq!(viewport.size(), (1.0, 1.0));
        assert!(viewport.scale() > 0.0);
    }
}
