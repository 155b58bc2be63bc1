//! What readers do, by what they are after. Each test is one reader with a fresh browser.

mod arriving;
mod enduring;
mod failing;
mod filtering;
mod fitting;
mod focusing;
mod guarding;
mod hostile;
mod keyboard;
mod kinds;
mod linking;
mod listening;
mod loading;
mod looking;
mod measured;
mod offline;
mod returning;
mod scripting;
mod sharing;
mod studying;
mod taking;
mod wandering;

use crate::driver::Engine;
use crate::page::{DARK_DESK, DESK, PHONE, WIDE_DESK};
use crate::runner::Test;

/// An event of the record that has a lead on each side, agencies, a summary and primary sources.
const EVENT: &str = "/event/ar-us-cyber-policy-working-group-2017-05-23";

/// Names an act as a test on a screen.
macro_rules! test {
    ($room:ident :: $act:ident, $screen:expr) => {
        Test::new(concat!(stringify!($room), "::", stringify!($act)), $screen, |page| {
            Box::pin($room::$act(page))
        })
    };
}

// What only Chromium's driver can do.
const TREE: &str = "reads the tree that assistive technology gets";
const PAPER: &str = "prints on paper";
const CONNECTION: &str = "cuts the connection of the browser itself";
const INSTALLING: &str = "asks what keeps the site from being installed";
const ROOM: &str = "has the device be full";
const TYPED: &str = "types on the console";
const HEAP: &str = "weighs what scripts hold";
const TYPE_SIZE: &str = "sets the size of type in the browser's settings";
const SHIFTS: &str = "is told how far the page jumps";
const FROZEN: &str = "has the browser stop a tab";
const COLOURS: &str = "has the system force its colours";

// What WebKit's driver can't do.
const FINGERS: &str = "touches the screen";
const TABS: &str = "opens a second tab beside a page that is kept on the device";
const KEYS: &str = "holds a key while the mouse clicks";
// What WebKit does otherwise.
const FRAMES: &str = "goes back in a frame, which in WebKit leads out of the page around it";
const MANY: &str = "goes to more addresses in ten seconds than WebKit takes";

/// Every test, in the order in which they run.
pub fn tests() -> Vec<Test> {
    vec![
        test!(arriving::the_front_page_becomes_ready, DESK),
        test!(arriving::the_front_page_fits_a_phone, PHONE),
        test!(arriving::the_site_works_under_a_path, DESK).under_a_path(),
        test!(arriving::spanish_has_addresses_of_its_own, DESK),
        test!(arriving::the_app_takes_over_without_a_jump, DESK).only_in_chromium(SHIFTS),
        test!(arriving::the_app_takes_over_where_the_reader_was, DESK),
        test!(filtering::a_theme_narrows_everything_at_once, DESK),
        test!(filtering::capacity_building_since_2019_is_a_link, DESK),
        test!(filtering::a_country_on_the_map_filters, DESK),
        test!(filtering::typing_a_word_searches_and_the_link_keeps_it, DESK),
        test!(filtering::filters_that_match_nothing_say_which_to_loosen, DESK),
        test!(filtering::a_phone_filters_in_a_sheet, PHONE),
        test!(looking::a_mark_opens_its_event, DESK),
        test!(looking::an_event_shows_what_is_known_of_it, DESK),
        test!(looking::the_wheel_zooms_and_leaves_no_trail_in_the_history, DESK),
        test!(looking::dragging_the_window_in_the_overview_moves_it, DESK),
        test!(looking::lanes_are_arranged_anew_and_the_link_says_so, DESK),
        test!(looking::the_table_shows_the_same_selection_and_sorts, DESK),
        test!(looking::a_finger_that_rests_on_a_mark_sees_what_it_is, DESK).not_in(Engine::WebKit, FINGERS),
        test!(looking::a_mark_that_is_reached_by_keyboard_says_what_it_is, DESK),
        test!(looking::a_phone_opens_an_event_from_the_list, PHONE),
        test!(linking::an_event_opened_cold_shows_the_same, DESK).not_in(Engine::WebKit, TABS),
        test!(linking::an_event_opens_cold_under_a_path, DESK).under_a_path(),
        test!(linking::every_kind_of_page_opens_cold, DESK),
        test!(linking::a_pair_in_the_other_order_is_the_same_pair, DESK),
        test!(linking::a_link_opens_in_a_new_tab, DESK).not_in(Engine::WebKit, KEYS),
        test!(returning::back_and_forward_restore_filters_and_pages, DESK),
        test!(returning::a_new_tab_shows_the_same_view, DESK),
        test!(returning::back_restores_the_scroll_of_the_lanes, DESK),
        test!(studying::a_page_follows_the_filters, DESK),
        test!(studying::a_series_shows_its_rhythm, DESK),
        test!(studying::the_network_grows_with_the_years, DESK),
        test!(studying::the_network_plays_its_years, DESK),
        test!(studying::pages_are_reached_from_the_top, DESK),
        test!(taking::the_selection_is_saved_as_a_file, DESK),
        test!(taking::map_and_timeline_are_saved_as_a_picture, DESK),
        test!(taking::a_page_and_its_sources_are_cited, DESK),
        test!(taking::a_view_is_put_on_paper, DARK_DESK).not_in(Engine::WebKit, PAPER),
        test!(taking::a_correction_names_the_file, DESK),
        test!(sharing::the_site_works_in_a_frame_of_another_page, DESK),
        test!(sharing::the_offered_frame_stands_in_another_page, DESK).not_in(Engine::WebKit, FRAMES),
        test!(sharing::the_help_lies_over_the_page_and_gives_the_focus_back, DESK),
        test!(sharing::hints_are_put_away_for_good, DESK),
        test!(sharing::what_was_found_is_offered_again, DESK),
        test!(scripting::a_script_asks_the_record_what_the_page_shows, DESK),
        test!(scripting::a_script_opens_what_a_link_would, DESK),
        test!(scripting::a_script_is_told_what_was_wrong, DESK),
        test!(scripting::the_types_name_what_a_view_has, DESK),
        test!(scripting::the_examples_for_the_console_run_as_they_stand, DESK).only_in_chromium(TYPED),
        test!(scripting::the_examples_of_pages_run_as_they_stand, DESK),
        test!(loading::a_table_is_chosen_and_shown, DESK).under_a_path(),
        test!(loading::pasted_text_is_read_and_its_bad_events_are_told, DESK),
        test!(loading::what_is_dropped_is_read_and_removing_it_gives_ours_back, DESK),
        test!(loading::a_record_that_is_kept_is_there_after_a_reload, DESK),
        test!(loading::a_bad_file_leaves_what_is_shown, DESK),
        test!(loading::a_long_load_is_cancelled, DESK),
        test!(loading::a_script_loads_a_record_and_hears_what_was_wrong, DESK),
        test!(loading::a_script_hands_in_objects_texts_and_files, DESK),
        test!(loading::a_script_is_told_why_a_record_is_refused, DESK),
        test!(loading::of_two_loads_the_later_one_counts, DESK),
        test!(loading::what_a_script_loads_leaves_what_is_kept, DESK),
        test!(loading::what_is_kept_is_there_before_anything_is_drawn, DESK),
        test!(loading::a_record_stands_beside_ours_and_is_marked, DESK),
        test!(loading::a_script_puts_a_record_beside_ours, DESK),
        test!(loading::what_stood_beside_another_version_of_ours_is_put_beside_this_one, DESK),
        test!(loading::a_worker_that_can_not_be_fetched_is_told, DESK),
        test!(failing::a_malformed_address_is_read_as_far_as_it_goes, DESK),
        test!(failing::an_unknown_event_is_told_with_the_nearest, DESK),
        test!(failing::an_unknown_address_is_told, DESK),
        test!(failing::details_that_fail_to_load_can_be_tried_again, WIDE_DESK),
        test!(failing::an_app_that_can_not_come_is_told_and_tried_again, PHONE),
        test!(failing::a_part_that_fails_is_told_and_left_out, DESK),
        test!(failing::without_the_app_pages_are_read_and_lead_on, DESK),
        test!(guarding::every_page_in_english_keeps_to_the_policy, DESK),
        test!(guarding::every_page_in_spanish_keeps_to_the_policy, DESK),
        test!(guarding::every_feature_keeps_to_the_policy, DESK).not_in(Engine::WebKit, PAPER),
        test!(guarding::what_the_policy_forbids_is_refused_and_told, DESK),
        test!(guarding::one_button_clears_what_is_kept, DESK),
        test!(hostile::what_a_record_contains_ends_as_text, DESK).not_in(Engine::WebKit, PAPER),
        test!(hostile::what_a_record_may_not_contain_is_told_as_text, DESK),
        test!(hostile::what_an_address_contains_ends_as_text, DESK).not_in(Engine::WebKit, MANY),
        test!(offline::the_site_can_be_installed, DESK).under_a_path().only_in_chromium(INSTALLING),
        test!(offline::every_page_is_there_without_a_connection, DESK),
        test!(offline::every_page_is_there_without_a_connection, PHONE).under_a_path(),
        test!(offline::a_frame_keeps_nothing_of_the_site, DESK),
        test!(offline::a_page_that_the_host_keeps_waiting_is_shown, DESK),
        test!(offline::a_cut_connection_is_told_while_it_lasts, DESK).only_in_chromium(CONNECTION),
        test!(offline::another_version_is_told_and_loaded_where_the_reader_is, DESK),
        test!(offline::a_page_never_gets_files_of_another_version, DESK),
        test!(offline::a_site_that_can_not_be_kept_whole_works, DESK),
        test!(offline::a_device_without_room_leaves_the_site_working, DESK).only_in_chromium(ROOM),
        test!(offline::a_site_without_its_worker_works, DESK),
        test!(enduring::a_wasm_that_is_cut_off_is_told, DESK),
        test!(enduring::a_wasm_that_is_garbled_is_told, DESK),
        test!(enduring::a_wasm_of_another_type_is_read_all_the_same, DESK),
        test!(enduring::scripts_of_another_type_are_told, DESK),
        test!(enduring::a_policy_without_webassembly_is_told, DESK),
        test!(enduring::details_that_are_cut_off_are_tried_again, WIDE_DESK),
        test!(enduring::details_that_are_garbled_are_tried_again, WIDE_DESK),
        test!(enduring::details_that_come_late_keep_nobody_waiting, DESK),
        test!(enduring::a_browser_that_keeps_nothing_shows_all, DESK),
        test!(enduring::a_browser_that_is_full_shows_all, DESK),
        test!(enduring::a_browser_that_draws_nothing_has_links_and_tables, DESK),
        test!(enduring::a_clock_that_is_a_generation_late_stops_nothing, DESK),
        test!(enduring::a_clock_that_is_a_lifetime_early_stops_nothing, DESK),
        test!(enduring::a_tab_that_comes_back_goes_on, DESK),
        test!(enduring::canvases_that_were_lost_are_drawn_again, DESK),
        test!(enduring::a_frozen_tab_in_the_background_goes_on, DESK).only_in_chromium(FROZEN),
        test!(enduring::details_of_another_version_are_told, WIDE_DESK),
        test!(keyboard::slash_searches_and_escape_closes_the_event, DESK),
        test!(keyboard::a_theme_is_chosen_with_the_space_bar, DESK),
        test!(keyboard::the_window_of_time_moves_with_the_arrows, DESK),
        test!(listening::every_page_has_landmarks_names_and_headings, DESK).only_in_chromium(TREE),
        test!(listening::every_page_has_landmarks_names_and_headings, PHONE).only_in_chromium(TREE),
        test!(listening::the_parts_of_the_start_page_are_landmarks, DESK).only_in_chromium(TREE),
        test!(listening::the_timeline_says_what_it_shows_and_how_to_move, DESK).only_in_chromium(TREE),
        test!(listening::the_focused_mark_says_all_of_its_event, DESK).only_in_chromium(TREE),
        test!(listening::the_map_is_one_key_from_tables_that_say_the_same, DESK).only_in_chromium(TREE),
        test!(listening::the_result_is_told_once_and_not_while_typing, DESK).only_in_chromium(TREE),
        test!(listening::the_first_link_leads_past_everything_to_the_result, DESK),
        test!(focusing::tab_goes_through_the_start_page, DESK),
        test!(focusing::tab_goes_through_the_start_page, PHONE),
        test!(focusing::tab_goes_through_an_event, DESK),
        test!(focusing::arrows_go_from_lane_to_lane_and_into_one, DESK),
        test!(focusing::forced_colours_leave_the_drawings_legible, DESK).only_in_chromium(COLOURS),
        test!(focusing::tab_goes_through_a_party, DESK),
        test!(focusing::tab_goes_through_a_party, PHONE),
        test!(measured::axe_finds_nothing_on_map_and_timeline, DESK),
        test!(measured::axe_finds_nothing_on_map_and_timeline, PHONE),
        test!(measured::axe_finds_nothing_on_pages_of_the_record, DESK),
        test!(measured::axe_finds_nothing_on_pages_of_the_record, PHONE),
        test!(measured::axe_finds_nothing_on_any_other_page, DESK),
        test!(measured::axe_finds_nothing_on_any_other_page, PHONE),
        test!(measured::axe_finds_nothing_in_what_opens_over_a_page, DESK),
        test!(measured::axe_finds_nothing_in_what_opens_over_a_page, PHONE),
        test!(measured::axe_finds_nothing_on_pages_without_the_app, DESK),
        test!(measured::axe_finds_nothing_on_pages_without_the_app, PHONE),
        test!(wandering::acts_at_random_break_nothing_and_leave_nothing_behind, DESK)
            .within(wandering::patience())
            .only_in_chromium(HEAP),
        test!(wandering::acts_at_random_break_nothing_and_leave_nothing_behind, PHONE)
            .within(wandering::patience())
            .only_in_chromium(HEAP),
        test!(wandering::what_is_opened_and_closed_leaves_no_memory_behind, DESK)
            .within(wandering::patience())
            .only_in_chromium(HEAP),
        test!(fitting::every_text_fits_in_english, DESK),
        test!(fitting::every_text_fits_in_spanish, DESK),
        test!(fitting::a_page_and_its_map_stand_beside_each_other, DESK),
        test!(fitting::every_text_fits_in_type_of_twice_the_size, DESK).only_in_chromium(TYPE_SIZE),
    ]
}
