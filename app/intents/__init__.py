# SPDX-License-Identifier: Apache-2.0
"""Gestures: one function each, keyword-only after the workspace, done for the eye when it returns.

The only place on the client that builds commands. Every intent gives the id of its command, or a
value that has it, and raises `BadText`, `TooLarge` or `QueueFull` when nothing has happened.
"""

from app.intents.customers import (
    change_contact,
    change_organisation,
    create_contact,
    create_organisation,
    merge_contacts,
    merge_organisations,
)
from app.intents.own import delete_view, mark_read, mark_unread, save_view, set_availability
from app.intents.staff import (
    change_agent,
    change_category,
    change_team,
    create_agent,
    create_category,
    create_team,
    disable_agent,
    enable_agent,
    end_membership,
    set_membership,
)
from app.intents.tickets import (
    archive_ticket,
    assign,
    change_requester,
    change_tags,
    follow,
    release,
    set_category,
    set_custom_field,
    set_priority,
    set_status,
    set_subject,
    set_team,
    take,
    unfollow,
)
from app.intents.writing import (
    Opened,
    Written,
    add_note,
    attach,
    open_ticket,
    reply,
    retract_reply,
)

__all__ = [
    "Opened",
    "Written",
    "add_note",
    "archive_ticket",
    "assign",
    "attach",
    "change_agent",
    "change_category",
    "change_contact",
    "change_organisation",
    "change_requester",
    "change_tags",
    "change_team",
    "create_agent",
    "create_category",
    "create_contact",
    "create_organisation",
    "create_team",
    "delete_view",
    "disable_agent",
    "enable_agent",
    "end_membership",
    "follow",
    "mark_read",
    "mark_unread",
    "merge_contacts",
    "merge_organisations",
    "open_ticket",
    "release",
    "reply",
    "retract_reply",
    "save_view",
    "set_availability",
    "set_category",
    "set_custom_field",
    "set_membership",
    "set_priority",
    "set_status",
    "set_subject",
    "set_team",
    "take",
    "unfollow",
]
