//! The rail of filters. It is the legend too: colours and shapes are explained where they are switched.

use crate::order;
use entente_record::{Family, Form, Kind, PartyIndex, Status, Theme};
use leptos::prelude::*;

use super::{Icon, family_class, icon, shape};
use crate::{
    text::fill,
    ui::{Site, browser::Step},
    view::{Filter, FilterPart, View},
    words::Words,
};

/// How many parties are shown before the reader asks for all.
const FIRST_PARTIES: usize = 5;

#[component]
pub fn Rail() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let close = move |_| site.rail_open.set(false);
    let shown = move || {
        let count = site.selection.with(|selection| selection.events.count()) as u32;
        fill(texts().rail_apply.of(count), &[("n", &site.names().number(count))])
    };
    view! {
        <Strip/>
        <div class="scrim" on:click=close></div>
        <aside
            id="rail"
            class="rail"
            aria-label=move || texts().rail_label
            on:keydown=move |event| if event.key() == "Escape" { site.rail_open.set(false) }
        >
            <div class="sheet-head">
                <h2>{move || texts().rail_label}</h2>
                <button class="tool icon-only" type="button" on:click=close aria-label=move || texts().rail_close>
                    {icon(Icon::Close)}
                </button>
            </div>
            <Themes/>
            <Parties/>
            <Kinds/>
            <Forms/>
            <Statuses/>
            <Switches/>
            <div class="sheet-foot">
                <button class="primary" type="button" on:click=close>{shown}</button>
            </div>
        </aside>
    }
}

/// The folded rail: one button a facet, which unfolds it over the page; below 900 px one button at the foot.
#[component]
fn Strip() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let button = move |symbol: Icon,
                       name: fn(&crate::text::Texts) -> &'static str,
                       chosen: fn(&Filter) -> usize,
                       group: &'static str| {
        let count = move || site.filter.with(chosen);
        let open = move |_| {
            site.rail_open.set(true);
            crate::ui::browser::next_frame(move || crate::ui::browser::page::focus_first(group));
        };
        view! {
            <button class="strip-button" type="button" on:click=open>
                {icon(symbol)}
                <span>{move || name(site.texts())}</span>
                {move || (count() > 0).then(|| view! { <b class="badge-count">{count()}</b> })}
            </button>
        }
    };
    let all = move || site.filter.with(active);
    view! {
        <div class="strip">
            {button(Icon::Tag, |texts| texts.rail_themes, |filter| filter.themes.len(), "#rail-themes")}
            {button(Icon::Party, |texts| texts.rail_parties, |filter| filter.parties.len() + filter.among.len(), "#rail-parties")}
            {button(Icon::Shapes, |texts| texts.table_kind, |filter| filter.kinds.len(), "#rail-kinds")}
            {button(Icon::Sheet, |texts| texts.rail_short_form, |filter| filter.forms.len(), "#rail-forms")}
            {button(Icon::Status, |texts| texts.rail_statuses, |filter| filter.statuses.len(), "#rail-statuses")}
        </div>
        <button class="primary filters-button" type="button" on:click=move |_| site.rail_open.set(true)>
            {icon(Icon::Filter)}
            <span>{move || texts().rail_show}</span>
            {move || (all() > 0).then(|| view! { <b class="badge-count">{all()}</b> })}
        </button>
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

/// A row of a facet: box, name, count, bar.
struct Row {
    name: &'static str,
    value: String,
    label: Signal<String>,
    hint: Option<Signal<String>>,
    count: Signal<u32>,
    /// Share of the facet's greatest count, 0 to 1; `None`: no bar.
    share: Option<Signal<f64>>,
    checked: Signal<bool>,
    mixed: Signal<bool>,
    /// Class of the box: a family's colour, or plain.
    class: &'static str,
    /// Stands before the name.
    before: Option<AnyView>,
    /// The view that a click leads to.
    toggle: Box<dyn Fn(&View) -> View>,
}

fn row(site: Site, row: Row) -> AnyView {
    let Row { name, value, label, hint, count, share, checked, mixed, class, before, toggle } = row;
    let number = move || site.names().number(count.get());
    let bar = share.map(|share| {
        view! { <span class="bar"><span style:width=move || format!("{:.1}%", share.get() * 100.0)></span></span> }
    });
    view! {
        <label class=format!("facet {class}") class:none=move || count.get() == 0 title=move || hint.map(|hint| hint.get())>
            <input
                type="checkbox"
                name=name
                value=value
                prop:checked=move || checked.get()
                prop:indeterminate=move || mixed.get()
                on:change=move |_| site.navigate(toggle(&site.view_now()), Step::Push)
            />
            {before}
            <span class="facet-name">{move || label.get()}</span>
            <span class="facet-count">{number}</span>
            {bar}
        </label>
    }
    .into_any()
}

fn share(count: u32, most: u32) -> f64 {
    if most == 0 { 0.0 } else { f64::from(count) / f64::from(most) }
}

#[component]
fn Themes() -> impl IntoView {
    let site = Site::here();
    let most =
        Memo::new(move |_| site.selection.with(|it| it.facets.families.iter().copied().max().unwrap_or(0)));
    let folded = RwSignal::new([false; Family::ALL.len()]);
    let none_chosen = Memo::new(move |_| site.filter.with(|filter| filter.themes.is_empty()));
    let theme_row = move |theme: Theme| {
        row(
            site,
            Row {
                name: "theme",
                value: theme.word().to_string(),
                label: Signal::derive(move || site.names().theme(theme)),
                hint: Some(Signal::derive(move || site.names().theme_line(theme).to_string())),
                count: Signal::derive(move || site.selection.with(|it| it.facets.themes[theme.index()])),
                share: Some(Signal::derive(move || {
                    share(site.selection.with(|it| it.facets.themes[theme.index()]), most.get())
                })),
                checked: Signal::derive(move || site.filter.with(|filter| filter.themes.contains(&theme))),
                mixed: Signal::stored(false),
                class: "theme",
                before: None,
                toggle: Box::new(move |view| view.toggled(&FilterPart::Theme(theme))),
            },
        )
    };
    let family = move |family: Family| {
        let themes: Vec<Theme> = family.themes().collect();
        let alone = themes.len() == 1;
        let chosen = move || {
            site.filter.with(|filter| family.themes().filter(|theme| filter.themes.contains(theme)).count())
        };
        let (name, value) = if alone { ("theme", themes[0].word()) } else { ("family", family.word()) };
        let size = themes.len();
        let head = row(
            site,
            Row {
                name,
                value: value.to_string(),
                label: Signal::derive(move || site.names().family(family)),
                hint: alone.then(|| {
                    let theme = themes[0];
                    Signal::derive(move || site.names().theme_line(theme).to_string())
                }),
                count: Signal::derive(move || site.selection.with(|it| it.facets.families[family.index()])),
                share: Some(Signal::derive(move || {
                    share(site.selection.with(|it| it.facets.families[family.index()]), most.get())
                })),
                checked: Signal::derive(move || chosen() == size),
                mixed: Signal::derive(move || chosen() > 0 && chosen() < size),
                class: family_class(Some(family)),
                before: None,
                toggle: Box::new(move |view| view.toggled_family(family)),
            },
        );
        let is_folded = move || folded.with(|folded| folded[family.index()]);
        let fold = move || {
            let texts = site.texts();
            let text = if is_folded() { texts.rail_open_family } else { texts.rail_close_family };
            fill(text, &[("name", &site.names().family(family))])
        };
        let inner = (!alone).then(|| {
            view! {
                <button
                    class="fold"
                    type="button"
                    aria-expanded=move || (!is_folded()).to_string()
                    aria-label=fold
                    title=fold
                    on:click=move |_| folded.update(|folded| folded[family.index()] ^= true)
                >
                    {icon(Icon::Down)}
                </button>
                <div class="themes" hidden=is_folded>{themes.iter().map(|theme| theme_row(*theme)).collect_view()}</div>
            }
        });
        view! { <div class="family">{head}{inner}</div> }
    };
    view! {
        <fieldset id="rail-themes" class:all-in=move || none_chosen.get()>
            {legend(site, |texts| texts.rail_themes, |texts| texts.rail_unit_events)}
            {Family::ALL.iter().map(|it| family(*it)).collect_view()}
        </fieldset>
    }
}

/// Head of a facet with the unit that its counts are in.
fn legend(
    site: Site,
    name: fn(&crate::text::Texts) -> &'static str,
    unit: fn(&crate::text::Texts) -> &'static str,
) -> AnyView {
    view! {
        <legend>
            <span>{move || name(site.texts())}</span>
            <span class="unit">{move || unit(site.texts())}</span>
        </legend>
    }
    .into_any()
}

#[component]
fn Parties() -> impl IntoView {
    let site = Site::here();
    let texts = move || site.texts();
    let typed = RwSignal::new(String::new());
    let all = RwSignal::new(false);
    // Most mechanisms first, then by name; chosen ones always in sight, in their place.
    let ranked = Memo::new(move |_| {
        let (record, names) = (site.record(), site.names());
        let mut ranked: Vec<(PartyIndex, u32, String)> = site.selection.with(|selection| {
            let counts = &selection.facets.parties;
            record
                .parties
                .iter()
                .enumerate()
                .map(|(at, party)| {
                    (PartyIndex(at as u32), counts.get(at).copied().unwrap_or(0), names.party(party))
                })
                .collect()
        });
        order::sort_by(&mut ranked, |a, b| b.1.cmp(&a.1).then_with(|| names.compare(&a.2, &b.2)));
        ranked.into_iter().map(|(index, count, _)| (index, count)).collect::<Vec<_>>()
    });
    let matching = move || {
        let query = crate::query::words(&typed.get());
        let (record, names) = (site.record(), site.names());
        let rows: Vec<PartyIndex> = ranked.with(|ranked| {
            let wanted = |index: PartyIndex| {
                let party = record.party(index);
                let mut known = crate::query::words(&names.party(party));
                known.push(party.code.as_str().to_lowercase());
                if let Some(organisation) = party.organisation() {
                    known.extend(crate::query::words(&organisation.name_en));
                    known.extend(crate::query::words(&organisation.name_es));
                }
                query.iter().all(|word| known.iter().any(|it| it.starts_with(word.as_str())))
            };
            if query.is_empty() {
                site.filter.with(|filter| {
                    ranked
                        .iter()
                        .enumerate()
                        .filter(|(at, (index, count))| {
                            let chosen = filter.parties.contains(&record.party(*index).code);
                            chosen || (*count > 0 && (all.get() || *at < FIRST_PARTIES))
                        })
                        .map(|(_, (index, _))| *index)
                        .collect()
                })
            } else {
                ranked.iter().map(|(index, _)| *index).filter(|index| wanted(*index)).take(12).collect()
            }
        });
        rows
    };
    let most = Memo::new(move |_| ranked.with(|ranked| ranked.first().map_or(0, |(_, count)| *count)));
    let with_any = Memo::new(move |_| {
        ranked.with(|ranked| ranked.iter().filter(|(_, count)| *count > 0).count() as u32)
    });
    let party_row = move |index: PartyIndex| {
        let record = site.record();
        let party = record.party(index).clone();
        let code = party.code.clone();
        let checked = code.clone();
        let count =
            move || site.selection.with(|it| it.facets.parties.get(index.index()).copied().unwrap_or(0));
        row(
            site,
            Row {
                name: "party",
                value: code.to_string(),
                label: Signal::derive(move || site.party_name(&party)),
                hint: None,
                count: Signal::derive(count),
                share: Some(Signal::derive(move || share(count(), most.get()))),
                checked: Signal::derive(move || site.filter.with(|filter| filter.parties.contains(&checked))),
                mixed: Signal::stored(false),
                class: "plain",
                before: None,
                toggle: Box::new(move |view| view.toggled(&FilterPart::Party(code.clone()))),
            },
        )
    };
    let more = move || {
        let texts = texts();
        if all.get() {
            texts.rail_fewer_parties.to_string()
        } else {
            fill(texts.rail_all_parties, &[("n", &site.names().number(with_any.get()))])
        }
    };
    view! {
        <fieldset id="rail-parties">
            {legend(site, |texts| texts.rail_parties, |texts| texts.rail_unit_mechanisms)}
            <div class="field">
                {icon(Icon::Search)}
                <input
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=move || texts().rail_add_party
                    aria-label=move || texts().rail_add_party
                    prop:value=move || typed.get()
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </div>
            <For each=matching key=|index| *index children=party_row/>
            {move || (!typed.get().is_empty() && matching().is_empty())
                .then(|| view! { <p class="empty">{texts().rail_no_party}</p> })}
            <button
                class="link"
                type="button"
                hidden=move || !typed.get().is_empty() || with_any.get() as usize <= FIRST_PARTIES
                aria-expanded=move || all.get().to_string()
                on:click=move |_| all.update(|all| *all = !*all)
            >
                {more}
            </button>
        </fieldset>
    }
}

#[component]
fn Kinds() -> impl IntoView {
    let site = Site::here();
    let kind_row = move |kind: Kind| {
        row(
            site,
            Row {
                name: "kind",
                value: kind.word().to_string(),
                label: Signal::derive(move || site.texts().kind(kind).to_string()),
                hint: None,
                count: Signal::derive(move || site.selection.with(|it| it.facets.kinds[kind.index()])),
                share: None,
                checked: Signal::derive(move || site.filter.with(|filter| filter.kinds.contains(&kind))),
                mixed: Signal::stored(false),
                class: "shaped",
                before: Some(shape(kind, "family-ink")),
                toggle: Box::new(move |view| view.toggled(&FilterPart::Kind(kind))),
            },
        )
    };
    let none_chosen = move || site.filter.with(|filter| filter.kinds.is_empty());
    view! {
        <fieldset id="rail-kinds" class="columns" class:all-in=none_chosen>
            {legend(site, |texts| texts.rail_kinds, |texts| texts.rail_unit_events)}
            {Kind::ALL.iter().map(|kind| kind_row(*kind)).collect_view()}
        </fieldset>
    }
}

#[component]
fn Forms() -> impl IntoView {
    let site = Site::here();
    let form_row = move |form: Form| {
        row(
            site,
            Row {
                name: "form",
                value: form.word().to_string(),
                label: Signal::derive(move || site.texts().form(form).to_string()),
                hint: None,
                count: Signal::derive(move || site.selection.with(|it| it.facets.forms[form.index()])),
                share: None,
                checked: Signal::derive(move || site.filter.with(|filter| filter.forms.contains(&form))),
                mixed: Signal::stored(false),
                class: "plain",
                before: None,
                toggle: Box::new(move |view| view.toggled(&FilterPart::Form(form))),
            },
        )
    };
    view! {
        <fieldset id="rail-forms">
            {legend(site, |texts| texts.rail_forms, |texts| texts.rail_unit_mechanisms)}
            {Form::ALL.iter().map(|form| form_row(*form)).collect_view()}
        </fieldset>
    }
}

#[component]
fn Statuses() -> impl IntoView {
    let site = Site::here();
    let status_row = move |status: Status| {
        row(
            site,
            Row {
                name: "status",
                value: status.word().to_string(),
                label: Signal::derive(move || site.texts().status(status).to_string()),
                hint: None,
                count: Signal::derive(move || site.selection.with(|it| it.facets.statuses[status.index()])),
                share: None,
                checked: Signal::derive(move || site.filter.with(|filter| filter.statuses.contains(&status))),
                mixed: Signal::stored(false),
                class: "plain",
                before: None,
                toggle: Box::new(move |view| view.toggled(&FilterPart::Status(status))),
            },
        )
    };
    view! {
        <fieldset id="rail-statuses">
            {legend(site, |texts| texts.rail_statuses, |texts| texts.rail_unit_mechanisms)}
            {Status::ALL.iter().map(|status| status_row(*status)).collect_view()}
        </fieldset>
    }
}

#[component]
fn Switches() -> impl IntoView {
    let site = Site::here();
    let primary = row(
        site,
        Row {
            name: "primary",
            value: "1".to_string(),
            label: Signal::derive(move || site.texts().rail_primary.to_string()),
            hint: Some(Signal::derive(move || site.texts().event_primary_help.to_string())),
            count: Signal::derive(move || site.selection.with(|it| it.facets.primary)),
            share: None,
            checked: Signal::derive(move || site.filter.with(|filter| filter.primary)),
            mixed: Signal::stored(false),
            class: "switch",
            before: None,
            toggle: Box::new(|view| view.toggled(&FilterPart::Primary)),
        },
    );
    let standing = row(
        site,
        Row {
            name: "standing",
            value: "1".to_string(),
            label: Signal::derive(move || site.texts().rail_standing.to_string()),
            hint: None,
            count: Signal::derive(move || site.selection.with(|it| it.facets.standing)),
            share: None,
            checked: Signal::derive(move || site.filter.with(|filter| filter.standing)),
            mixed: Signal::stored(false),
            class: "switch",
            before: None,
            toggle: Box::new(|view| view.toggled(&FilterPart::Standing)),
        },
    );
    view! { <fieldset id="rail-switches" class="switches">{primary}{standing}</fieldset> }
}
