//! What a reader's hands do: keys, wheel, mouse, fingers.

use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MouseActions, PointerAction, TouchActions, WheelAction, WheelActions,
};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::Page;
use crate::devtools;
use crate::driver::{Engine, firefox};
use crate::fault::Fault;

impl Page<'_> {
    /// Types into whatever has the focus. Keys without a letter are characters of `fantoccini::key`.
    pub async fn press(&self, keys: &str) -> Result<(), Fault> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Presses a key while another one is held.
    pub async fn press_with(&self, held: Key, pressed: Key) -> Result<(), Fault> {
        let [held, pressed] = [held, pressed].map(char::from);
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: pressed })
            .then(KeyAction::Up { value: pressed })
            .then(KeyAction::Up { value: held });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Turns the wheel over a point of the page.
    pub async fn wheel(&self, x: i64, y: i64, delta_x: i64, delta_y: i64) -> Result<(), Fault> {
        let turn = WheelAction::Scroll { duration: None, x, y, delta_x, delta_y };
        Ok(self.client.perform_actions(WheelActions::new("wheel".to_owned()).then(turn)).await?)
    }

    /// Clicks whatever lies in front at the middle of the first element that the selector finds.
    pub async fn click_at(&self, css: &str) -> Result<(), Fault> {
        let [x, y, width, height] = self.place(css).await?;
        self.drag(x + width / 2.0, y + height / 2.0, 0.0, 0.0).await
    }

    /// Presses the mouse at a point and moves it by a distance before letting go; no distance is a click.
    pub async fn drag(&self, x: f64, y: f64, by_x: f64, by_y: f64) -> Result<(), Fault> {
        let to = |x, y, milliseconds| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(milliseconds)),
            x,
            y,
        };
        let button = 0;
        let mut actions = MouseActions::new("mouse".to_owned()).then(to(x, y, 0));
        actions = actions.then(PointerAction::Down { button });
        if (by_x, by_y) != (0.0, 0.0) {
            actions = actions.then(to(x + by_x, y + by_y, 200));
        }
        Ok(self.client.perform_actions(actions.then(PointerAction::Up { button })).await?)
    }

    /// From now on, the reader has a screen to touch.
    pub async fn touch_screen(&self) -> Result<(), Fault> {
        match self.engine {
            Engine::Chromium => {
                let enabled = json!({ "enabled": true });
                devtools::call(&self.client, "Emulation.setTouchEmulationEnabled", enabled).await?;
                Ok(())
            }
            Engine::Firefox => firefox::touch_screen(&self.client).await,
            Engine::WebKit => Err(Fault::new("WebKitWebDriver gives no screen to touch")),
        }
    }

    /// Puts a finger on a point of the screen.
    pub async fn touch(&self, x: f64, y: f64) -> Result<(), Fault> {
        if self.engine == Engine::Chromium {
            return self.fingers("touchStart", json!([{ "x": x, "y": y }])).await;
        }
        let to = PointerAction::MoveTo { duration: None, x, y };
        let actions = TouchActions::new("finger".to_owned()).then(to).then(PointerAction::Down { button: 0 });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Takes the finger away.
    pub async fn let_go(&self) -> Result<(), Fault> {
        if self.engine == Engine::Chromium {
            return self.fingers("touchEnd", json!([])).await;
        }
        let actions = TouchActions::new("finger".to_owned()).then(PointerAction::Up { button: 0 });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// What touches the screen; of what chromedriver makes of actions, Chromium takes none for a tap.
    async fn fingers(&self, kind: &str, points: Value) -> Result<(), Fault> {
        let event = json!({ "type": kind, "touchPoints": points });
        devtools::call(&self.client, "Input.dispatchTouchEvent", event).await?;
        Ok(())
    }
}
