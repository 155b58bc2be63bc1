//! A reader's own record: the form that takes it, what became of it, and the bar over the page while it is shown.

use entente_record::Mechanism;
use maud::{Markup, html};

use super::{Icon, icon};
use crate::{
    export::FOLDER,
    text::fill,
    ui::{
        Screen,
        act::Act,
        own::{Finding, Intake, Report},
    },
    view::{Page, View},
};

/// Columns that a table must have.
const NEEDED: &str = "date, title, kind, parties";

/// Columns that it may have.
const KNOWN: &str = "id, mechanism, mechanism_name, form, themes, city, country, online, ordinal, follows, summary, note, instruments, sources";

/// Files that show each form.
const SAMPLES: [&str; 3] = ["sample.csv", "sample.toml", "template.csv"];

/// Says over every page that it shows a reader's own record.
pub fn own_bar(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let Some(name) = &screen.folds.own.shown else { return html! {} };
    let left_out = match &screen.folds.own.intake {
        Intake::Done(report) => report.events_left_out,
        _ => 0,
    };
    let data = View { page: Page::Data, language: screen.view.language, ..View::default() };
    html! {
        aside #own-bar.own-bar aria-label=(texts.own_title) {
            span { (fill(if screen.folds.own.joined { texts.own_joined } else { texts.own_shown }, &[("name", name)])) }
            @if left_out > 0 {
                a href=(screen.href(&data)) { (screen.counted(texts.own_left_out, left_out)) }
            }
            button.outline type="button" data-act=(Act::RemoveOwn.word()) { (texts.own_remove) }
        }
    }
}

/// Says beside the name of a mechanism that a reader brought it, where it stands among ours.
pub fn own_mark(screen: &Screen, mechanism: &Mechanism) -> Markup {
    html! { @if mechanism.brought { " " span.own-mark { (screen.texts.own_mark) } } }
}

/// The section of the data page.
pub fn own_form(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let own = &screen.folds.own;
    let path = |file: &str| [screen.base, "/", FOLDER, "/", file].concat();
    html! {
        section #own.span-2.own aria-labelledby="own-title" {
            h2 #own-title { (texts.own_title) }
            p { (texts.own_lead) }
            p.row {
                label for="own-file" { b { (texts.own_choose) } }
                input #own-file type="file" accept=".csv,.tsv,.json,.toml,.txt";
                span.unit { (texts.own_drop) }
            }
            details {
                summary { (texts.own_paste) }
                textarea #own-text rows="8" aria-label=(texts.own_paste) spellcheck="false" {}
                button.primary type="button" data-act=(Act::LoadPasted.word()) { (texts.own_load) }
            }
            p {
                label {
                    input type="checkbox" id="own-join" checked[own.join] data-act=(Act::JoinOwn.word());
                    " " (texts.own_join)
                }
            }
            p {
                label {
                    input type="checkbox" id="own-keep" checked[own.keep] data-act=(Act::KeepOwn.word());
                    " " (texts.own_keep)
                }
            }
            div #own-outcome role="status" { (outcome(screen)) }
            details.fields {
                summary { (texts.own_forms) }
                p { (texts.own_forms_table) }
                p { (texts.own_needed) " " code { (NEEDED) } }
                p { (texts.own_known) " " code { (KNOWN) } }
                p { (texts.own_forms_tree) }
                p.page-links {
                    @for file in SAMPLES { a href=(path(file)) download { code { (file) } } }
                }
            }
        }
    }
}

fn outcome(screen: &Screen) -> Markup {
    let texts = screen.texts;
    match &screen.folds.own.intake {
        Intake::Idle => html! {},
        Intake::Busy { name, percent } => html! {
            p.row {
                (fill(texts.own_busy, &[("name", name)]))
                progress max="100" value=(percent) aria-label=(texts.own_progress) {}
                button.outline type="button" data-act=(Act::CancelLoad.word()) { (texts.own_cancel) }
            }
        },
        Intake::Refused { name, why, detail } => html! {
            div.notice.error role="alert" {
                p { b { (fill(texts.own_refused, &[("name", name)])) } " " (why.text(texts, detail)) }
            }
        },
        Intake::Done(report) => done(screen, report),
    }
}

fn done(screen: &Screen, report: &Report) -> Markup {
    let texts = screen.texts;
    let numbers = [
        ("name", report.name.clone()),
        ("events", screen.number(report.events)),
        ("mechanisms", screen.number(report.mechanisms)),
    ];
    let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let shown = report.findings.iter().take(MOST);
    let rest = (report.faults + report.warnings).saturating_sub(report.findings.len().min(MOST));
    html! {
        @if report.events > 0 {
            p { (icon(Icon::Check)) " " (fill(texts.own_done, &numbers)) }
        } @else {
            p role="alert" { b { (fill(texts.own_none, &numbers)) } }
        }
        @if report.events_left_out + report.mechanisms_left_out > 0 {
            p {
                (screen.counted(texts.own_left_out, report.events_left_out))
                @if report.mechanisms_left_out > 0 {
                    " · " (screen.counted(texts.own_mechanisms_left_out, report.mechanisms_left_out))
                }
            }
        }
        @if !report.findings.is_empty() {
            div.wide tabindex="0" role="region" aria-label=(texts.own_findings) {
                table.ranked.findings {
                    caption { (texts.own_findings) }
                    thead { tr {
                        th scope="col" { (texts.own_line) }
                        th scope="col" { (texts.own_field) }
                        th scope="col" { (texts.own_fault) }
                        th scope="col" { (texts.own_mend) }
                        th scope="col" { (texts.own_weight) }
                    } }
                    tbody { @for it in shown { (finding(screen, it)) } }
                }
            }
            @if rest > 0 { p.unit { (screen.counted(texts.own_more, rest)) } }
        }
    }
}

/// Findings that are listed.
const MOST: usize = 200;

fn finding(screen: &Screen, finding: &Finding) -> Markup {
    let texts = screen.texts;
    let said = &finding.said[screen.view.language as usize];
    let weight = if finding.left_out { texts.own_is_left_out } else { texts.own_is_taken };
    html! {
        tr {
            td { (finding.line) }
            td { code { (finding.field) } }
            td { (said.fault) }
            td { (said.mend) }
            td { (weight) }
        }
    }
}
