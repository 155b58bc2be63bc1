//! A theme: what it means, who takes it up, when.

use entente_record::{EventIndex, Theme};
use maud::{Markup, html};

use super::party::{event_list, narrow_link, summary};
use crate::{
    ui::{Screen, parts::swatch},
    view::FilterPart,
};

pub fn body(screen: &Screen, theme: Theme) -> Markup {
    let about = screen.record.events_with_index().filter(|(_, event)| event.themes.contains(&theme));
    let mut events: Vec<EventIndex> = about.map(|(index, _)| index).collect();
    events.reverse();
    html! {
        article {
            p.kicker { (swatch(theme.family())) span { (screen.names.family(theme.family())) } }
            h1 #detail-title tabindex="-1" { (screen.names.theme(theme)) }
            p.summary { (screen.names.theme_line(theme)) }
            (summary(screen, &events))
            (narrow_link(screen, &[FilterPart::Theme(theme)]))
            (event_list(screen, &events))
        }
    }
}
