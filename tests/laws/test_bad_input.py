# SPDX-License-Identifier: Apache-2.0
"""Where each bad input is tried, of window, mail, time and rules: by which tests."""

import ast
from pathlib import Path
from typing import Final

import pytest

from tests.support.source import modules, tree

Places = dict[str, tuple[str, ...]]
"""Names of tests by their module."""

WINDOW: Final[dict[str, Places]] = {
    "HTML in every name, subject, tag, file name, tooltip and title": {
        "laws/test_hostile_words.py": (
            "test_markup_is_shown_and_never_obeyed",
            "test_a_title_has_every_character_of_the_subject",
            "test_the_way_in_shows_the_name_of_a_desk_literally",
            "test_the_first_run_greets_by_a_name_literally",
        ),
        "laws/test_hostile_messages.py": ("test_only_the_guarded_document_reads_markup",),
        "app/test_notifier.py": ("test_a_notification_is_shown_as_plain_text",),
    },
    "mail bodies with file:, UNC and http: images": {
        "laws/test_hostile_messages.py": (
            "test_the_whole_window_opens_nothing_that_a_mail_names",
            "test_the_trace_hears_what_an_unguarded_reader_opens",
            "test_no_file_and_no_connection_is_opened",
        ),
    },
    "a 5 MB message": {
        "laws/test_enormous_texts.py": ("test_a_message_of_five_megabytes_is_read_at_once",),
    },
    "5,000 messages in a ticket": {
        "laws/test_enormous_texts.py": (
            "test_five_thousand_messages_are_gone_through_without_a_wait",
        ),
    },
    "400-character words, emoji and text from right to left": {
        "laws/test_enormous_texts.py": ("test_no_word_breaks_the_window",),
        "ui/widgets/test_ticket_delegate.py": ("test_no_text_can_break_a_row",),
        "ui/widgets/test_painting.py": (
            "test_what_is_painted_keeps_its_side_in_a_window_from_right_to_left",
        ),
    },
    "zero-width and override characters": {
        "laws/test_hostile_words.py": ("test_promise_40_no_override_turns_what_is_shown",),
        "app/cache/test_search.py": ("test_promise_40_unseen_characters_part_no_word",),
        "sync_server/desk/test_indexing.py": (
            "test_words_are_letters_and_digits_without_case_and_accents",
        ),
    },
    "attachments named ../../x, CON and .htaccess": {
        "end_to_end/test_bad_files.py": (
            "test_promise_41_a_hostile_name_leads_nowhere",
            "test_a_file_whose_name_is_no_text_is_sent",
        ),
        "laws/test_hostile_messages.py": ("test_hostile_names_of_files_are_only_names",),
        "ui/windows/agent/test_files.py": ("test_a_hostile_name_is_no_path_and_no_device",),
    },
    "a 2 GB drop": {
        "end_to_end/test_bad_files.py": (
            "test_two_gigabytes_are_refused_at_once_and_none_of_them_is_read",
        ),
    },
    "clipboard image": {
        "end_to_end/test_bad_files.py": ("test_a_picture_of_the_clipboard_arrives_as_a_file",),
        "ui/windows/agent/test_composer.py": ("test_a_pasted_picture_is_a_file_named_by_the_time",),
    },
    "disk full while drafting": {
        "end_to_end/test_bad_days.py": ("test_a_disk_that_is_full_while_drafting_loses_no_word",),
        "app/outbox/test_drafts.py": (
            "test_a_draft_outlives_a_quota_that_is_used_up",
            "test_room_between_two_writes_leaves_the_newer_text",
            "test_the_end_of_a_draft_waits_for_room_too",
        ),
    },
    "no keyring": {
        "end_to_end/test_no_keyring.py": (
            "test_a_passphrase_keeps_things_here_under_lock",
            "test_without_one_nothing_is_kept",
        ),
    },
    "clock 3 hours wrong": {
        "end_to_end/test_bad_days.py": ("test_a_wrong_clock_shows_and_waits_by_the_servers_time",),
        "app/test_client.py": (
            "test_a_clock_that_is_set_while_it_runs_is_compared_with_the_servers_again",
        ),
    },
    "two clients of the same user": {
        "end_to_end/test_same_person.py": (
            "test_what_was_read_at_one_computer_is_read_at_the_other",
            "test_a_person_at_two_computers_is_one_person",
            "test_a_text_begun_at_one_computer_is_in_the_composer_of_the_other",
        ),
        "sync_server/desk/commands/test_drafts.py": (
            "test_what_another_device_has_written_stays_with_it",
        ),
    },
    "the screen unplugged": {
        "ui/windows/test_in_sight.py": ("test_a_window_on_a_screen_that_is_gone_comes_back",),
        "ui/windows/agent/test_workplace.py": (
            "test_a_window_that_was_on_a_screen_that_is_gone_opens_in_sight",
            "test_both_windows_come_back_with_focus_and_drafts",
            "test_a_window_that_was_on_both_is_wholly_on_the_one_that_is_left",
            "test_a_window_that_was_left_on_it_opens_on_the_one_that_is_there",
        ),
    },
}

MAIL: Final[dict[str, Places]] = {
    "two desks that mail each other": {
        "end_to_end/test_two_desks.py": (
            "test_bad_input_33_two_desks_write_to_each_other_as_people_do",
        ),
        "sync_server/channels/email/test_acknowledging.py": (
            "test_no_machine_and_no_colleague_is_told",
        ),
        "sync_server/channels/email/sending/test_compose.py": (
            "test_bad_input_33_two_desks_see_that_nobody_wrote_an_acknowledgement",
        ),
    },
    "a mailbox that vanishes": {
        "sync_server/channels/email/test_mailboxes.py": (
            "test_a_mail_server_that_vanishes_is_told_and_found_again",
        ),
    },
    "a mailbox that refuses login": {
        "sync_server/channels/email/test_mailboxes.py": (
            "test_a_refused_password_is_told_and_mended",
        ),
    },
    "one mail under two UIDs": {
        "sync_server/channels/email/test_mailboxes.py": (
            "test_a_mail_under_two_uids_is_one_ticket",
            "test_new_uids_bring_nothing_twice",
        ),
    },
    "SMTP that accepts and then drops the line": {
        "sync_server/channels/email/sending/test_smtp.py": (
            "test_a_line_that_breaks_after_the_text_leaves_doubt",
            "test_silence_after_the_text_leaves_doubt",
        ),
        "sync_server/channels/email/sending/test_dispatcher.py": (
            "test_a_line_that_breaks_after_the_text_costs_at_most_one_copy",
            "test_a_mail_whose_end_was_missed_twice_is_not_sent_a_third_time",
        ),
    },
    "a mail scanner that fetches every link twice": {
        "sync_server/channels/web/test_ticket_page.py": (
            "test_a_mail_scanner_that_fetches_every_link_twice_changes_nothing",
        ),
    },
    "500 mails at the first connect": {
        "sync_server/channels/email/test_mailboxes.py": (
            "test_five_hundred_mails_wait_at_the_first_connect",
        ),
    },
    "header injection through every field of a form": {
        "sync_server/channels/web/test_form.py": ("test_36_no_field_carries_a_header",),
        "sync_server/channels/test_entered.py": ("test_36_a_line_stays_one_line",),
        "sync_server/channels/api/rest/test_inputs.py": (
            "test_36_no_field_smuggles_a_header_into_a_mail",
        ),
    },
}

TIME: Final[dict[str, Places]] = {
    "a calendar that is never open, overlapping frames, an end before its start, an unknown zone, "
    "40,000 holidays": {
        "sync_server/domain/calendar/test_document.py": (
            "test_what_is_no_calendar_is_refused_with_its_place",
        ),
        "sync_server/desk/commands/test_calendars.py": (
            "test_what_is_no_calendar_is_refused_with_the_place",
        ),
    },
    "due times in the missing and in the repeated hour": {
        "sync_server/domain/calendar/test_business_calendar.py": (
            "test_the_missing_hour_is_no_time",
            "test_frames_that_meet_in_the_repeated_hour_leave_no_gap_and_do_not_overlap",
            "test_it_counts_as_one_who_counts_the_seconds",
        ),
        "laws/test_month_on_the_desk.py": (
            "test_ledger_due_instants_and_alerts_are_those_of_the_tables",
        ),
    },
    "a leap day": {
        "sync_server/domain/calendar/test_business_calendar.py": ("test_a_leap_day_is_a_day",),
    },
    "negative, zero and 10-year targets, and '2-hourz'": {
        "sync_server/contract/test_durations.py": (
            "test_what_is_no_duration_is_refused",
            "test_an_unknown_unit_is_told_with_the_one_that_may_have_been_meant",
        ),
        "sync_server/domain/sla/test_policies.py": (
            "test_what_is_no_policy_is_refused_with_its_place",
            "test_the_nearest_name_is_offered",
        ),
        "sync_server/domain/calendar/test_business_calendar.py": (
            "test_a_negative_duration_is_refused",
            "test_no_time_at_all_is_due_at_once",
            "test_ten_years_of_working_time_have_an_end",
        ),
    },
    "iCal files with endless recurrences or of 50 MB": {
        "sync_server/desk/holidays/test_ical.py": (
            "test_every_day_for_many_years_is_too_much",
            "test_a_date_that_never_comes_is_soon_given_up",
            "test_what_is_no_list_of_holidays_is_refused",
            "test_a_file_of_fifty_megabytes_is_refused_unread",
        ),
        "sync_server/domain/calendar/test_recurrence.py": (
            "test_what_never_ends_or_never_comes_costs_no_more_than_was_asked_for",
        ),
    },
    "a policy edited while 10,000 clocks run": {
        "sync_server/timekeeper/test_desk_time.py": (
            "test_a_policy_that_is_edited_while_ten_thousand_clocks_run_turns_none_of_them",
        ),
    },
    "merge, reopen, retarget and more time in every order": {
        "sync_server/domain/sla/test_course.py": (
            "test_what_befalls_a_ticket_may_come_in_any_order",
        ),
    },
    "a clock that is set by 24 hours, either way": {
        "sync_server/timekeeper/test_keeper.py": (
            "test_a_clock_that_is_set_makes_nothing_early_or_lost",
        ),
        "sync_server/domain/sla/test_hours.py": (
            "test_what_is_published_while_the_clock_is_set_back_replaces_what_comes_after",
        ),
        "simulation/test_deadlines.py": (
            "test_every_deadline_is_told_of_once_through_all_trouble",
            "test_the_same_with_several_nodes_on_postgresql",
        ),
    },
    "a server that is down over a weekend": {
        "sync_server/timekeeper/test_desk_time.py": (
            "test_what_fell_due_over_a_weekend_without_a_server_is_told_once_and_marked",
        ),
        "simulation/test_deadlines.py": (
            "test_every_deadline_is_told_of_once_through_all_trouble",
        ),
    },
}

RULES: Final[dict[str, Places]] = {
    "a rule that triggers itself, two that undo each other": {
        "sync_server/desk/queries/test_rules.py": ("test_a_rule_that_triggers_itself_is_told_so",),
        "sync_server/desk/reactions/test_rules.py": (
            "test_two_that_undo_each_other_come_to_rest",
            "test_what_a_rule_does_is_an_event_for_others_and_each_runs_once",
        ),
    },
    "10,000 conditions, catastrophic patterns, {{ secrets }} in templates, a deleted team": {
        "sync_server/desk/commands/test_rules.py": (
            "test_what_is_no_rule_is_refused_with_the_place",
            "test_a_rule_is_not_switched_on_for_a_team_that_is_gone",
        ),
        "sync_server/desk/reactions/test_rules.py": (
            "test_what_cannot_be_done_is_left_and_the_rest_is_done",
        ),
    },
    "a team that the author of a rule cannot reach": {
        "sync_server/desk/test_rule_names.py": (
            "test_a_team_that_its_author_does_not_reach_is_no_name_for_a_rule",
        ),
        "sync_server/desk/reactions/test_rules.py": (
            "test_a_rule_has_no_more_rights_than_its_author",
            "test_a_rule_hands_over_to_no_team_that_its_author_does_not_reach",
        ),
    },
    "a reaction that raises": {
        "sync_server/desk/reactions/test_rules.py": (
            "test_a_reaction_that_raises_loses_no_command_and_is_told",
        ),
    },
    "undo of what somebody changed since": {
        "sync_server/desk/commands/test_macros.py": (
            "test_what_somebody_set_since_is_not_taken_back",
        ),
    },
}

PROMISES: Final[dict[int, Places]] = {
    20: {
        "end_to_end/test_same_person.py": (
            "test_promise_20_of_two_values_at_once_one_wins_and_the_other_is_one_press_away",
        ),
        "ui/windows/agent/test_decisions.py": (
            "test_a_conflict_shows_both_values_and_the_row_has_a_dot",
        ),
    },
    21: {
        "end_to_end/test_lost_rights.py": (
            "test_promise_21_a_reply_to_a_ticket_that_moved_away_is_under_drafts_with_the_reason",
        ),
    },
    22: {
        "end_to_end/test_lost_rights.py": (
            "test_promise_22_who_leaves_the_team_in_mid_typing_keeps_the_draft",
        ),
        "end_to_end/test_wire.py": ("test_no_byte_of_a_scope_follows_the_acknowledged_revocation",),
    },
    23: {
        "sync_server/hub/test_gateway.py": (
            "test_a_disabled_agent_is_closed_before_the_command_is_answered",
        ),
        "end_to_end/test_two_clients.py": ("test_a_disabled_agent_is_put_out_and_keeps_nothing",),
    },
    24: {
        "sync_server/hub/test_gateway.py": (
            "test_24_claiming_another_teams_scope_gives_nothing_and_is_logged",
        ),
    },
    25: {
        "sync_server/desk/queries/test_search.py": (
            "test_25_a_search_finds_what_the_asker_may_read_and_nothing_else",
            "test_an_overview_member_finds_subjects_but_no_words_of_messages",
        ),
    },
    26: {
        "sync_server/channels/web/test_ticket_page.py": (
            "test_26_what_is_internal_is_nowhere_on_the_page",
            "test_26_files_of_notes_and_of_other_tickets_are_not_there",
        ),
        "sync_server/channels/api/test_files.py": (
            "test_26_a_file_of_a_ticket_that_moved_away_is_not_found",
        ),
    },
    27: {
        "sync_server/channels/api/rest/test_tickets.py": (
            "test_27_what_is_hidden_answers_as_what_is_not_there",
        ),
        "sync_server/channels/api/rest/test_application.py": ("test_27_no_path_leads_elsewhere",),
        "sync_server/channels/api/rest/test_keys.py": ("test_every_cell_of_a_good_key",),
    },
    28: {
        "sync_server/channels/api/rest/test_tickets.py": (
            "test_28_a_field_that_is_not_a_customers_is_refused_and_nothing_is_made",
            "test_28_a_field_inside_a_person_is_named_with_its_place",
        ),
    },
    29: {
        "sync_server/channels/api/rest/test_tickets.py": ("test_29_another_team_is_not_found",),
        "sync_server/desk/test_access.py": (
            "test_a_program_reaches_as_far_as_its_key_does_at_that_moment",
        ),
        "laws/test_programs.py": ("test_a_program_that_follows_holds_what_its_key_sees",),
    },
    30: {
        "sync_server/channels/email/test_recognition.py": (
            "test_an_address_of_ours_without_its_owners_word_is_not_shown_as_the_person",
        ),
        "sync_server/desk/commands/test_intake.py": (
            "test_an_unverified_message_joins_and_changes_nobodys_status",
        ),
    },
    31: {
        "end_to_end/test_mail.py": (
            "test_a_tickets_bare_number_joins_nothing",
            "test_bad_input_31_a_stranger_with_a_tickets_token_gets_a_linked_ticket_for_review",
        ),
        "sync_server/channels/email/test_held_mail.py": (
            "test_bad_input_31_it_and_the_ticket_that_it_meant_name_each_other",
            "test_released_mail_joins_the_ticket_unverified",
        ),
    },
    32: {
        "sync_server/channels/web/test_form.py": (
            "test_32_thousands_of_forms_with_one_address_are_a_few_tickets",
            "test_32_however_many_forms_are_taken_in_their_address_gets_one_mail_a_day",
        ),
        "sync_server/channels/email/sending/test_compose.py": (
            "test_an_acknowledgement_repeats_nothing_and_says_that_it_is_one",
        ),
        "sync_server/channels/email/test_acknowledging.py": (
            "test_somebody_who_never_answered_us_is_told_once_a_day",
        ),
    },
    33: {
        "sync_server/channels/email/test_decision.py": (
            "test_an_automatic_answer_is_recorded_and_reopens_nothing",
            "test_bad_input_33_a_machine_that_answers_our_machine_is_not_answered",
            "test_bad_input_33_a_machine_that_does_not_say_so_is_stopped_and_the_ticket_notes_it",
        ),
        "end_to_end/test_two_desks.py": (
            "test_bad_input_33_two_desks_write_to_each_other_as_people_do",
        ),
    },
    34: {
        "sync_server/channels/email/test_decision.py": (
            "test_a_robot_that_says_it_is_none_is_stopped",
            "test_a_flood_of_one_sender_is_held",
        ),
    },
    35: {
        "sync_server/channels/email/test_decision.py": (
            "test_a_bounce_of_a_mail_that_we_never_sent_is_dropped",
        ),
    },
    36: {
        "sync_server/channels/email/sending/test_compose.py": (
            "test_bad_input_36_no_text_makes_a_header_or_a_recipient",
        ),
        "sync_server/channels/email/sending/test_fields.py": (
            "test_bad_input_36_a_line_end_in_a_subject_begins_no_header",
            "test_bad_input_36_a_name_never_poses_as_an_address",
        ),
        "sync_server/channels/email/test_intake.py": ("test_a_subject_is_one_line",),
        "sync_server/channels/email/test_decision.py": (
            "test_the_address_counts_and_never_the_name",
        ),
    },
    37: {
        "sync_server/channels/email/test_html.py": (
            "test_promises_37_and_38_nothing_of_it_runs_or_loads",
        ),
    },
    38: {
        "laws/test_hostile_messages.py": ("test_the_whole_window_opens_nothing_that_a_mail_names",),
        "sync_server/channels/email/test_intake.py": (
            "test_bad_input_38_no_picture_of_a_mail_names_a_file_or_a_server",
        ),
    },
    39: {
        "laws/test_hostile_words.py": (
            "test_markup_is_shown_and_never_obeyed",
            "test_a_title_has_every_character_of_the_subject",
        ),
        "app/test_notifier.py": ("test_a_notification_is_shown_as_plain_text",),
    },
    40: {
        "laws/test_hostile_words.py": ("test_promise_40_no_override_turns_what_is_shown",),
        "sync_server/channels/email/test_text.py": (
            "test_promise_40_and_41_a_file_name_is_safe_and_shows_its_real_ending",
        ),
    },
    41: {
        "end_to_end/test_bad_files.py": ("test_promise_41_a_hostile_name_leads_nowhere",),
    },
    42: {
        "end_to_end/test_bad_files.py": (
            "test_promise_42_a_bomb_is_bytes_from_one_window_to_the_other",
        ),
        "laws/test_bad_input.py": ("test_promise_42_no_file_of_a_stranger_is_decoded_or_unpacked",),
    },
    43: {
        "sync_server/channels/email/test_intake.py": (
            "test_what_a_scanner_would_find_is_a_file_like_any_other",
        ),
    },
    44: {
        "sync_server/channels/email/test_parse.py": (
            "test_promise_44_what_passes_a_limit_is_refused_with_its_reason",
        ),
        "sync_server/channels/email/test_worker.py": (
            "test_a_mail_that_takes_too_long_is_ended_and_the_next_one_read",
            "test_a_mail_that_takes_too_much_memory_is_ended_and_the_next_one_read",
        ),
        "sync_server/channels/email/test_intake.py": (
            "test_a_mail_that_cannot_be_read_is_a_ticket_with_the_mail_in_it",
            "test_bad_input_44_a_mail_whose_reader_is_killed_is_a_ticket_with_the_mail_in_it",
            "test_what_is_no_mail_is_held",
        ),
    },
    45: {
        "sync_server/channels/email/test_mail.py": (
            "test_promise_45_an_impossible_date_gives_way_to_the_time_of_receipt",
        ),
        "sync_server/channels/email/test_intake.py": ("test_the_date_of_the_mail_server_counts",),
    },
    46: {
        "sync_server/desk/commands/test_rules.py": (
            "test_what_is_no_rule_is_refused_with_the_place",
        ),
        "sync_server/desk/reactions/test_rules.py": ("test_two_that_undo_each_other_come_to_rest",),
    },
    47: {
        "sync_server/desk/commands/test_rules.py": (
            "test_what_is_no_rule_is_refused_with_the_place",
        ),
    },
    48: {
        "sync_server/desk/test_rule_names.py": (
            "test_a_team_that_its_author_does_not_reach_is_no_name_for_a_rule",
        ),
        "sync_server/desk/reactions/test_rules.py": (
            "test_a_rule_hands_over_to_no_team_that_its_author_does_not_reach",
        ),
    },
    58: {
        "end_to_end/test_bad_days.py": (
            "test_promise_58_a_reply_that_finds_no_room_waits_with_its_file_and_says_how_much",
            "test_a_file_for_which_there_is_no_room_says_how_much_it_needs",
        ),
    },
    59: {
        "end_to_end/test_restores.py": (
            "test_bad_input_59_a_backup_killed_at_any_moment_is_never_half_listed",
            "test_bad_input_59_a_restore_killed_at_any_moment_is_finished_or_undone",
        ),
        "sync_server/store/test_schema.py": (
            "test_bad_input_59_a_migration_that_is_killed_is_finished_by_the_next_start",
        ),
    },
    60: {
        "sync_server/test_server.py": ("test_5_60_a_second_server_on_one_file_refuses_to_start",),
        "sync_server/test_cli.py": ("test_5_60_a_second_server_on_one_file_refuses_to_start",),
    },
    61: {
        "sync_server/test_cli.py": ("test_5_61_verify_names_the_entry_that_was_edited_by_hand",),
        "sync_server/operations/test_verification.py": (
            "test_5_61_no_column_of_an_entry_can_be_changed_unnoticed",
            "test_5_61_a_row_edited_by_hand_is_named_with_the_entry_that_says_otherwise",
        ),
        "sync_server/test_server.py": (
            "test_5_61_a_damaged_log_makes_the_desk_read_only_until_that_is_accepted",
        ),
    },
    62: {
        "end_to_end/test_restores.py": (
            "test_done_when_3_a_restored_backup_and_its_clients_have_lost_nothing",
            "test_p10_over_many_restores_nothing_is_lost_silently",
        ),
        "app/test_client.py": ("test_p10_a_restored_server_gets_again_what_it_had_accepted",),
    },
    63: {
        "sync_server/operations/test_restore.py": (
            "test_bad_input_63_one_flipped_bit_is_refused_before_anything_is_touched",
            "test_bad_input_63_another_products_folder_is_refused",
            "test_bad_input_63_a_sealed_backup_needs_its_own_key",
        ),
    },
    66: {
        "app/link/test_check.py": (
            "test_promise_66_another_authority_fails_at_the_certificate_with_both_fingerprints",
        ),
        "app/link/test_trust.py": (
            "test_somebody_on_the_line_with_another_authority_is_refused",
            "test_a_forged_certificate_around_the_right_key_is_refused",
        ),
    },
    67: {
        "sync_server/channels/web/test_form.py": (
            "test_67_who_a_request_says_it_is_from_does_not_count",
        ),
    },
    68: {
        "sync_server/channels/web/test_port.py": (
            "test_68_two_lengths_are_refused_and_what_follows_is_not_read",
            "test_68_chunks_without_end_are_refused",
            "test_68_two_different_lengths_are_refused",
        ),
        "sync_server/channels/api/rest/test_inputs.py": ("test_68_chunks_are_refused",),
        "end_to_end/test_rest.py": ("test_a_body_in_two_lengths_or_chunks_is_refused",),
    },
    69: {
        "sync_server/contract/test_commands.py": (
            "test_a_value_outside_its_bounds_is_refused_by_name",
        ),
        "sync_server/desk/commands/test_tickets.py": (
            "test_a_ticket_carries_at_most_fifty_tags",
            "test_a_ticket_has_at_most_two_hundred_followers",
        ),
    },
    70: {
        "app/link/test_session.py": (
            "test_promise_70_what_does_not_fit_is_refused",
            "test_promise_70_an_unknown_operation_is_refused",
            "test_promise_70_noise_is_refused_and_never_a_fault",
        ),
        "app/cache/test_apply.py": (
            "test_promise_70_an_update_of_a_row_that_a_ready_scope_lacks_is_refused",
        ),
        "app/test_client.py": (
            "test_promise_70_a_lie_is_refused_reported_and_the_scope_fetched_again",
        ),
    },
}


def _functions(module: str) -> set[str]:
    nodes = ast.walk(tree(Path("tests", module)))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name for node in nodes if isinstance(node, kinds)}


@pytest.mark.parametrize(
    "places",
    [*WINDOW.values(), *MAIL.values(), *TIME.values(), *RULES.values(), *PROMISES.values()],
)
def test_every_bad_input_has_its_test(places: Places) -> None:
    gone = {module: set(names) - _functions(module) for module, names in places.items()}
    assert {module: names for module, names in gone.items() if names} == {}


DECODERS: Final = frozenset(
    {"QImageReader", "QMovie", "QPdfDocument", "loadFromData", "fromData", "zipfile", "tarfile"}
)


def test_promise_42_no_file_of_a_stranger_is_decoded_or_unpacked() -> None:
    """A bomb is a heap of bytes: the program has nothing that would light it."""
    used = {
        f"{path.as_posix()}: {name}"
        for path in modules("ui", "app")
        for name in _names(tree(path)) & DECODERS
    }
    assert used == set()


def _names(module: ast.Module) -> set[str]:
    nodes = list(ast.walk(module))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    plain = {node.id for node in nodes if isinstance(node, ast.Name)}
    imported = {
        alias.name
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return attributes | plain | imported
