//! A line over every page for what the site has to say of itself: that the host does not answer, that another version is
//! ready. Nothing loads anew by itself.

use maud::{Markup, html};

use crate::ui::{Screen, act::Act};

pub fn news(screen: &Screen) -> Markup {
    let (texts, news) = (screen.texts, screen.folds.news);
    html! {
        // It is there before it says anything, so that it is heard.
        div.news role="status" {
            @if news.offline { p #news-offline { (texts.news_offline) } }
            @if news.renewed {
                p #news-renewed {
                    (texts.news_renewed)
                    button.outline type="button" data-act=(Act::Renew.word()) { (texts.news_reload) }
                }
            }
        }
    }
}
