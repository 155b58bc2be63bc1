//! The app in the browser.

fn main() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    entente::ui::start(entente::api::expose);
}
