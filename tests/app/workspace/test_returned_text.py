# SPDX-License-Identifier: Apache-2.0
from typing import Any

from app.outbox.draft_details import MailDetails, mail_details
from app.outbox.drafts import NEW_TICKET
from app.workspace.returned_text import returned_drafts
from sync_server.contract import commands


def test_a_refused_forward_comes_back_with_all_that_was_said_and_never_as_a_reply():
    fields: Any = {"ticket": "t1", "message": "m9", "about": "m4", "attachments": ("a1",)}
    command = commands.Forward(to=("lea@p.example",), bcc=("x@y.example",), **fields)
    ((place, draft),) = returned_drafts(command, "why")
    assert (place, draft.to, draft.reason) == (("t1", "forward"), ("lea@p.example",), "why")
    kept = MailDetails(bcc=("x@y.example",), about="m4", attachments=("a1",))
    assert mail_details(draft.details) == kept


def test_a_reply_keeps_its_hidden_copies_and_a_command_without_a_text_gives_none():
    fields: Any = {"ticket": "t1", "message": "m9"}
    command = commands.Reply(text="Hi", bcc=("x@y.example",), **fields)
    ((_, draft),) = returned_drafts(command, "why")
    assert mail_details(draft.details).bcc == ("x@y.example",)
    assert returned_drafts(commands.RetractReply(message=fields["message"]), "why") == ()


def test_what_a_refused_ticket_was_to_begin_with_comes_back_under_its_subject():
    fields: Any = {"ticket": "t1", "message": "m9", "subject": "Keys", "text": "Who has them?"}
    mail: Any = {"outgoing": True, "cc": ("k@x.example",), "bcc": ("l@x.example",), "mailbox": "m"}
    _, (place, draft) = returned_drafts(commands.OpenTicket(**fields, **mail), "why")
    assert (place, draft.text) == (("t1", "reply"), "Keys\n\nWho has them?")
    assert (draft.cc, draft.reason) == (("k@x.example",), "why")
    assert mail_details(draft.details) == MailDetails(bcc=("l@x.example",), mailbox="m")
    _, (place, _) = returned_drafts(commands.OpenTicket(**fields, note=True), "why")
    assert place == ("t1", "note")


def test_a_refused_ticket_comes_back_whole_as_the_new_ticket_that_it_was():
    fields: Any = {
        "ticket": "t1",
        "message": "m9",
        "subject": "Keys",
        "text": "Who has them?",
        "requester": "hana",
        "team": "platform",
        "category": "c1",
        "priority": "urgent",
        "tags": ("vip", "depot"),
    }
    mail: Any = {"outgoing": True, "to": ("h@x.example",), "cc": ("k@x.example",), "mailbox": "m"}
    (place, draft), _ = returned_drafts(commands.OpenTicket(**fields, **mail), "why")
    assert (place, draft.text, draft.reason) == ((NEW_TICKET, "reply"), "Who has them?", "why")
    assert draft.details == {
        "kind": "reply",
        "subject": "Keys",
        "customer": "hana",
        "team": "platform",
        "category": "c1",
        "priority": "urgent",
        "tags": "vip\ndepot",
        "to": "h@x.example",
        "cc": "k@x.example",
        "mailbox": "m",
        "assignee": "",
    }
    call = commands.Call(direction="out", outcome="no_answer", minutes=3)
    (place, draft), _ = returned_drafts(commands.OpenTicket(**fields, call=call), "why")
    assert (place, draft.details["kind"]) == ((NEW_TICKET, "note"), "call")
    told = [draft.details[name] for name in ("direction", "outcome", "minutes")]
    assert told == ["out", "no_answer", "3"]
    (place, draft), _ = returned_drafts(commands.OpenTicket(**fields, note=True), "why")
    assert (place, draft.details["kind"]) == ((NEW_TICKET, "reply"), "note")


def test_what_was_said_in_a_refused_call_comes_back_as_a_note():
    fields: Any = {"ticket": "t1", "message": "m9", "text": "Returns go to Bergen"}
    command = commands.LogCall(call=commands.Call(), **fields)
    ((place, draft),) = returned_drafts(command, "why")
    assert (place, draft.text) == (("t1", "note"), "Returns go to Bergen")
