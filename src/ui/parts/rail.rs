//! The rail of filters. It is the legend too: colours and shapes are explained where they are switched.

use entente_record::{Family, Form, Kind, PartyCode, PartyIndex, Status, Theme};
use maud::{Markup, html};

use super::{Icon, family_class, icon, shape};
use crate::{
    order,
    text::fill,
    ui::{Screen, act::Act, screen::List},
    view::{Filter, FilterPart, View},
};

/// How many parties are shown before the reader asks for all.
const FIRST_PARTIES: usize = 5;
/// How many parties are shown that begin with what was typed.
const FOUND_PARTIES: usize = 12;

/// The rail, and the strip that it folds into.
pub fn rail(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let close = Act::CloseRail.word();
    html! {
        (strip(screen))
        div.scrim data-act=(close) {}
        aside #rail.rail aria-label=(texts.rail_label) {
            div.sheet-head {
                h2 { (texts.rail_label) }
                button.tool.icon-only type="button" data-act=(close) aria-label=(texts.rail_close) {
                    (icon(Icon::Close))
                }
            }
            (themes(screen))
            (parties(screen))
            (kinds(screen))
            (forms(screen))
            (statuses(screen))
            (switches(screen))
            div.sheet-foot {
                button.primary type="button" data-act=(close) {
                    (screen.counted(texts.rail_apply, screen.selection.events.count()))
                }
            }
        }
    }
}

/// The folded rail: one button a facet, which unfolds it over the page; below 900 px one button at the foot.
fn strip(screen: &Screen) -> Markup {
    let (texts, filter) = (screen.texts, &screen.view.filter);
    let badge = |count: usize| html! { @if count > 0 { b.badge-count { (count) } } };
    let button = |symbol: Icon, name: &str, chosen: usize, group: &str| {
        html! {
            button.strip-button type="button" data-act=(Act::OpenRail.word()) data-focus=(group) {
                (icon(symbol)) span { (name) } (badge(chosen))
            }
        }
    };
    html! {
        div.strip {
            (button(Icon::Tag, texts.rail_themes, filter.themes.len(), "#rail-themes"))
            (button(Icon::Party, texts.rail_parties, filter.parties.len() + filter.among.len(), "#rail-parties"))
            (button(Icon::Shapes, texts.table_kind, filter.kinds.len(), "#rail-kinds"))
            (button(Icon::Sheet, texts.rail_short_form, filter.forms.len(), "#rail-forms"))
            (button(Icon::Status, texts.rail_statuses, filter.statuses.len(), "#rail-statuses"))
        }
        button.primary.filters-button type="button" data-act=(Act::OpenRail.word()) {
            (icon(Icon::Filter)) span { (texts.rail_show) } (badge(active(filter)))
        }
    }
}

/// How many values are chosen in all.
fn active(filter: &Filter) -> usize {
    filter.themes.len()
        + filter.parties.len()
        + filter.among.len()
        + filter.kinds.len()
        + filter.forms.len()
        + filter.statuses.len()
        + usize::from(filter.standing)
        + usize::from(filter.primary)
        + usize::from(!filter.search.is_empty())
}

/// The view that a click on the box of a row leads to, by the name and value of the box; `None` if no row has them. The
/// boxes carry no address: all of them would change with every choice.
pub fn chosen_in_rail(view: &View, name: &str, value: &str) -> Option<View> {
    let part = match name {
        "family" => {
            let family = Family::ALL.iter().find(|family| family.word() == value)?;
            return Some(view.toggled_family(*family));
        }
        "theme" => FilterPart::Theme(Theme::from_word(value)?),
        "party" => FilterPart::Party(PartyCode::new(value)?),
        "kind" => FilterPart::Kind(Kind::from_word(value)?),
        "form" => FilterPart::Form(Form::from_word(value)?),
        "status" => FilterPart::Status(Status::from_word(value)?),
        "primary" => FilterPart::Primary,
        "standing" => FilterPart::Standing,
        _ => return None,
    };
    Some(view.toggled(&part))
}

/// A row of a facet: box, name, count, bar.
struct Row<'a> {
    name: &'static str,
    value: &'a str,
    label: &'a str,
    /// What it means, on hover.
    hint: Option<&'a str>,
    count: u32,
    /// The greatest count of the facet, which fills the bar; `None`: no bar.
    most: Option<u32>,
    checked: bool,
    /// Some of a family's themes are chosen.
    mixed: bool,
    /// Class of the box: a family's colour, or plain.
    class: &'a str,
    /// Stands before the name.
    before: Markup,
}

impl Row<'_> {
    /// A row without hint, bar and picture.
    fn plain<'a>(
        screen: &Screen,
        name: &'static str,
        value: &'a str,
        label: &'a str,
        part: &FilterPart,
    ) -> Row<'a> {
        Row {
            name,
            value,
            label,
            hint: None,
            count: 0,
            most: None,
            checked: screen.view.has(part),
            mixed: false,
            class: "plain",
            before: html! {},
        }
    }

    fn markup(&self, screen: &Screen) -> Markup {
        html! {
            label class={ "facet " (self.class) @if self.count == 0 { " none" } } title=[self.hint] data-key=(self.value) {
                input type="checkbox" name=(self.name) value=(self.value) checked[self.checked]
                    data-mixed[self.mixed];
                (self.before)
                span.facet-name { (self.label) }
                span.facet-count { (screen.names.number(self.count)) }
                @if let Some(most) = self.most {
                    span.bar { span data-style={ "width:" (self.count * 100 / most.max(1)) "%" } {} }
                }
            }
        }
    }
}

fn themes(screen: &Screen) -> Markup {
    let texts = screen.texts;
    html! {
        fieldset #rail-themes.all-in[screen.view.filter.themes.is_empty()] {
            (legend(texts.rail_themes, texts.rail_unit_events))
            @for family in Family::ALL { (family_rows(screen, *family)) }
        }
    }
}

/// A family with its themes; a family of one theme is that theme.
fn family_rows(screen: &Screen, family: Family) -> Markup {
    let (names, facets) = (screen.names, &screen.selection.facets);
    let most = facets.families.iter().copied().max();
    let chosen = |theme: &Theme| screen.view.filter.themes.contains(theme);
    let size = family.themes().count();
    let chosen = family.themes().filter(chosen).count();
    let only = family.themes().next().filter(|_| size == 1);
    let label = names.family(family);
    let head = Row {
        name: if only.is_some() { "theme" } else { "family" },
        value: only.map_or(family.word(), Theme::word),
        label: &label,
        hint: only.map(|theme| names.theme_line(theme)),
        count: facets.families[family.index()],
        most,
        checked: chosen == size,
        mixed: chosen > 0 && chosen < size,
        class: family_class(Some(family)),
        before: html! {},
    };
    let row = |theme: Theme| {
        let label = names.theme(theme);
        let row = Row::plain(screen, "theme", theme.word(), &label, &FilterPart::Theme(theme));
        let (hint, count) = (Some(names.theme_line(theme)), facets.themes[theme.index()]);
        Row { hint, count, most, class: "theme", ..row }.markup(screen)
    };
    let folded = screen.folds.families[family.index()];
    let fold = if folded { screen.texts.rail_open_family } else { screen.texts.rail_close_family };
    let fold = fill(fold, &[("name", &label)]);
    html! {
        div.family {
            (head.markup(screen))
            @if only.is_none() {
                button.fold type="button" aria-expanded=(!folded) aria-label=(fold) title=(fold)
                    data-act=(Act::Fold(family).word()) { (icon(Icon::Down)) }
                div.themes hidden[folded] { @for theme in family.themes() { (row(theme)) } }
            }
        }
    }
}

/// Head of a facet with the unit that its counts are in.
fn legend(name: &str, unit: &str) -> Markup {
    html! { legend { span { (name) } span.unit { (unit) } } }
}

/// Most mechanisms first, then by name; chosen ones always in sight, in their place.
fn parties(screen: &Screen) -> Markup {
    let (record, texts, names) = (screen.record, screen.texts, screen.names);
    let counts = &screen.selection.facets.parties;
    let mut ranked: Vec<(PartyIndex, u32, String)> = record
        .parties
        .iter()
        .enumerate()
        .map(|(at, party)| (PartyIndex(at as u32), counts.get(at).copied().unwrap_or(0), names.party(party)))
        .collect();
    order::sort_by(&mut ranked, |a, b| b.1.cmp(&a.1).then_with(|| names.compare(&a.2, &b.2)));
    let with_any = ranked.iter().filter(|(_, count, _)| *count > 0).count();
    let most = ranked.first().map(|(_, count, _)| *count);
    let whole = screen.is_whole(List::Parties);
    let query = crate::query::words(&screen.folds.wanted_party);
    if query.is_empty() {
        let mut at = 0;
        ranked.retain(|(index, count, _)| {
            at += 1;
            let chosen = screen.view.filter.parties.contains(&record.party(*index).code);
            chosen || (*count > 0 && (whole || at <= FIRST_PARTIES))
        });
    } else {
        ranked.retain(|(index, _, name)| is_wanted(screen, *index, name, &query));
        ranked.truncate(FOUND_PARTIES);
    }
    let row = |(index, count, name): &(PartyIndex, u32, String)| {
        let code = &record.party(*index).code;
        let row = Row::plain(screen, "party", code.as_str(), name, &FilterPart::Party(code.clone()));
        Row { count: *count, most, ..row }.markup(screen)
    };
    html! {
        fieldset #rail-parties {
            (legend(texts.rail_parties, texts.rail_unit_mechanisms))
            div.field {
                (icon(Icon::Search))
                input #wanted-party type="search" autocomplete="off" spellcheck="false"
                    placeholder=(texts.rail_add_party) aria-label=(texts.rail_add_party);
            }
            @for party in &ranked { (row(party)) }
            @if !query.is_empty() && ranked.is_empty() { p.empty { (texts.rail_no_party) } }
            @if query.is_empty() && with_any > FIRST_PARTIES {
                button.link type="button" aria-expanded=(whole) data-act=(Act::Whole(List::Parties).word()) {
                    @if whole {
                        (texts.rail_fewer_parties)
                    } @else {
                        (fill(texts.rail_all_parties, &[("n", &screen.number(with_any))]))
                    }
                }
            }
        }
    }
}

/// Whether each word typed begins a word of one of the party's names, or its code.
fn is_wanted(screen: &Screen, index: PartyIndex, name: &str, query: &[String]) -> bool {
    let party = screen.record.party(index);
    let mut known = crate::query::words(name);
    known.push(party.code.as_str().to_ascii_lowercase());
    if let Some(organisation) = party.organisation() {
        known.extend(crate::query::words(&organisation.name_en));
        known.extend(crate::query::words(&organisation.name_es));
    }
    query.iter().all(|word| known.iter().any(|it| it.starts_with(word.as_str())))
}

fn kinds(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let row = |kind: Kind| {
        let row = Row::plain(screen, "kind", kind.word(), texts.kind(kind), &FilterPart::Kind(kind));
        let count = screen.selection.facets.kinds[kind.index()];
        Row { count, class: "shaped", before: shape(kind, "family-ink"), ..row }.markup(screen)
    };
    html! {
        fieldset #rail-kinds.columns.all-in[screen.view.filter.kinds.is_empty()] {
            (legend(texts.rail_kinds, texts.rail_unit_events))
            @for kind in Kind::ALL { (row(*kind)) }
        }
    }
}

fn forms(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let row = |form: Form| {
        let row = Row::plain(screen, "form", form.word(), texts.form(form), &FilterPart::Form(form));
        Row { count: screen.selection.facets.forms[form.index()], ..row }.markup(screen)
    };
    html! {
        fieldset #rail-forms {
            (legend(texts.rail_forms, texts.rail_unit_mechanisms))
            @for form in Form::ALL { (row(*form)) }
        }
    }
}

fn statuses(screen: &Screen) -> Markup {
    let texts = screen.texts;
    let row = |status: Status| {
        let part = FilterPart::Status(status);
        let row = Row::plain(screen, "status", status.word(), texts.status(status), &part);
        Row { count: screen.selection.facets.statuses[status.index()], ..row }.markup(screen)
    };
    html! {
        fieldset #rail-statuses {
            (legend(texts.rail_statuses, texts.rail_unit_mechanisms))
            @for status in Status::ALL { (row(*status)) }
        }
    }
}

fn switches(screen: &Screen) -> Markup {
    let (texts, facets) = (screen.texts, &screen.selection.facets);
    let switch = |name, label, hint, count, part: FilterPart| {
        Row { hint, count, class: "switch", ..Row::plain(screen, name, "1", label, &part) }.markup(screen)
    };
    let help = Some(texts.event_primary_help);
    html! {
        fieldset #rail-switches.switches {
            (switch("primary", texts.rail_primary, help, facets.primary, FilterPart::Primary))
            (switch("standing", texts.rail_standing, None, facets.standing, FilterPart::Standing))
        }
    }
}
