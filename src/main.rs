//! The app in the browser.

fn main() {
    entente::ui::start(entente::api::expose);
}
