# SPDX-License-Identifier: Apache-2.0
from typing import Any

from app.outbox.draft_details import MailDetails, mail_details
from app.workspace.returned_text import returned_draft
from sync_server.contract import commands


def test_a_refused_forward_comes_back_with_all_that_was_said_and_never_as_a_reply():
    fields: Any = {"ticket": "t1", "message": "m9", "about": "m4", "attachments": ("a1",)}
    command = commands.Forward(to=("lea@p.example",), bcc=("x@y.example",), **fields)
    found = returned_draft(command, "why")
    assert found is not None
    (place, draft) = found
    assert (place, draft.to, draft.reason) == (("t1", "forward"), ("lea@p.example",), "why")
    kept = MailDetails(bcc=("x@y.example",), about="m4", attachments=("a1",))
    assert mail_details(draft.details) == kept


def test_a_reply_keeps_its_hidden_copies_and_a_command_without_a_text_gives_none():
    fields: Any = {"ticket": "t1", "message": "m9"}
    found = returned_draft(commands.Reply(text="Hi", bcc=("x@y.example",), **fields), "why")
    assert found is not None
    assert mail_details(found[1].details).bcc == ("x@y.example",)
    assert returned_draft(commands.RetractReply(message=fields["message"]), "why") is None


def test_what_a_refused_ticket_was_to_begin_with_comes_back_under_its_subject():
    fields: Any = {"ticket": "t1", "message": "m9", "subject": "Keys", "text": "Who has them?"}
    mail: Any = {"outgoing": True, "cc": ("k@x.example",), "bcc": ("l@x.example",), "mailbox": "m"}
    found = returned_draft(commands.OpenTicket(**fields, **mail), "why")
    assert found is not None
    (place, draft) = found
    assert (place, draft.text) == (("t1", "reply"), "Keys\n\nWho has them?")
    assert (draft.cc, draft.reason) == (("k@x.example",), "why")
    assert mail_details(draft.details) == MailDetails(bcc=("l@x.example",), mailbox="m")
    kept = returned_draft(commands.OpenTicket(**fields, note=True), "why")
    assert kept is not None
    assert kept[0] == ("t1", "note")


def test_what_was_said_in_a_refused_call_comes_back_as_a_note():
    fields: Any = {"ticket": "t1", "message": "m9", "text": "Returns go to Bergen"}
    found = returned_draft(commands.LogCall(call=commands.Call(), **fields), "why")
    assert found is not None
    assert (found[0], found[1].text) == (("t1", "note"), "Returns go to Bergen")
