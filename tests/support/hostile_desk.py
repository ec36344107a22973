# SPDX-License-Identifier: Apache-2.0
"""A desk whose every word is markup, with a mark by which it is found wherever it is shown."""

import re
from typing import Any, Final

from msgspec import Raw

from sync_server.contract import codec
from sync_server.contract.entities import (
    Attachment,
    Availability,
    Category,
    Message,
    Organisation,
    Row,
    SavedView,
    Tag,
    Ticket,
)
from sync_server.contract.queries import (
    FetchTicket,
    History,
    HistoryEntry,
    SearchResult,
    SearchTickets,
    TicketHistory,
    TicketHit,
    WholeTicket,
)
from tests.support.client_frames import (
    a_contact,
    a_message,
    a_team,
    a_ticket,
    an_agent,
)
from tests.support.window_client import MINUTE, T1, WindowClient

_MARK: Final = re.compile(r"M\d\dM")
TEMPLATE = "<b>{mark}<i>&amp;<img>&s{0}%1[*]"
MARKS: Final[dict[str, str]] = {}
"""What each mark stands for."""


def nasty(what: str) -> str:
    """Markup that would show bold, load a picture, and break a format, a menu and a title."""
    return f"{nasty_word(what)} <img src=x onerror=1> {{name}} %n [[x]]"


def nasty_word(what: str) -> str:
    """The same in one word, as a tag has to be."""
    mark = next((mark for mark, named in MARKS.items() if named == what), f"M{len(MARKS):02}M")
    MARKS[mark] = what
    return TEMPLATE.replace("{mark}", mark)


def marks_in(text: str) -> set[str]:
    """What is named in a text."""
    return {MARKS[mark] for mark in _MARK.findall(text)}


def not_literal(text: str) -> set[str]:
    """What is named in a text without the markup that stands around its mark."""
    found = re.finditer(r"(<b>)?(M\d\dM)(<i>&amp;<|.{0,8}\u2026)?", text)
    return {MARKS[each[2]] for each in found if each[1] is None or each[3] is None}


def a_hostile_desk() -> WindowClient:
    """Maya is signed in. Everything else about her desk and its people is markup."""
    client = WindowClient(desk=nasty("desk"))
    bench, now = client.bench, client.bench.environment.now_us()
    bench.workspace.sign_in(_any("maya"))
    bench.hold(
        "desk",
        (1, an_agent("maya", name=nasty("own name"))),
        (1, an_agent("tomas", name=nasty("agent"))),
        (1, a_team("platform", name=nasty("team"))),
        (1, a_team("other", name=nasty("other team"))),
        (1, Category(id=_any("c1"), name=nasty("category"))),
        (1, Category(id=_any("c2"), name=nasty("child category"), parent=_any("c1"))),
        (1, Tag(id=_any(nasty_word("tag")))),
        (1, Tag(id=_any(nasty_word("other tag")))),
        (
            1,
            SavedView(
                id=_any("v1"), name=nasty("view"), owner=_any("maya"), conditions={"status": "open"}
            ),
        ),
        (1, Availability(id=_any("tomas"), state=nasty("availability"))),
    )
    bench.hold(
        "directory",
        (1, Organisation(id=_any("o1"), name=nasty("company"), notes=nasty("notes"))),
        (
            1,
            a_contact(
                "hana",
                name=nasty("customer"),
                emails=(nasty("address"),),
                phones=(nasty("phone"),),
                organisation="o1",
                language=nasty("language"),
                timezone=nasty("zone"),
                notes=nasty("notes"),
            ),
        ),
        (1, a_contact("ruth", name=nasty("other customer"))),
    )
    bench.hold("team:platform", *_tickets(now), *_messages(now))
    bench.hold("triage")
    client.answers = _answers(now)
    return client


def _tickets(now: int) -> Any:
    common: Any = {
        "team": "platform",
        "requester": "hana",
        "organisation": "o1",
        "last_message_at": now - 5 * MINUTE,
        "opened_at": now - 60 * MINUTE,
    }
    return (
        (
            5,
            a_ticket(
                "t1",
                number=48213,
                subject=nasty("subject"),
                assignee="maya",
                status="open",
                category="c2",
                tags=(nasty_word("tag"),),
                followers=("tomas",),
                channel=nasty("channel"),
                messages=4,
                **common,
            ),
        ),
        (
            6,
            a_ticket(
                "t2",
                number=48214,
                subject=nasty("other subject"),
                assignee="maya",
                status="pending",
                priority=nasty("priority"),
                custom={nasty("custom field"): nasty("custom value")},
                **common,
            ),
        ),
    )


def _messages(now: int) -> Any:
    at = now - 40 * MINUTE
    file = Attachment(
        id=_any("f1"), ticket=T1, message=_any("m1"), name=nasty("file name"), size=1000
    )
    return (
        (
            2,
            a_message(
                "m1",
                at=at,
                contact="hana",
                text=nasty("message"),
                subject=nasty("mail subject"),
                to=(nasty("to"),),
                cc=(nasty("copy"),),
                channel=nasty("message channel"),
            ),
        ),
        (3, file),
        (4, a_message("m2", at=at, type="note", agent="tomas", text=nasty("note"))),
        (5, a_message("m3", at=at, type=nasty("message type"), agent="tomas", text=nasty("odd"))),
        (6, a_message("m4", at=at, type="reply", agent="maya", text=nasty("reply"))),
    )


def _answers(now: int) -> dict[type, Any]:
    entry = HistoryEntry(
        seq=9,
        at=now - 9 * MINUTE,
        actor=_any("tomas"),
        via=nasty("via"),
        kind="ticket",
        id="t1",
        op="update",
        values={
            "subject": (nasty("value before"), nasty("value after")),
            "status": ("open", nasty("status after")),
            nasty("field"): ("1", nasty("odd value")),
        },
    )
    stranger = HistoryEntry(
        seq=10,
        at=now - 8 * MINUTE,
        actor=nasty("actor"),
        via="rule",
        kind="ticket",
        id="t1",
        op="update",
        values={"priority": ("low", nasty("priority after"))},
    )
    hit = TicketHit(
        ticket=_any("old"),
        number=9,
        subject=nasty("found subject"),
        status=nasty("found status"),
        updated_at=now,
        excerpt=nasty("excerpt"),
    )
    whole = WholeTicket(
        ticket=Row(1, Ticket(id=_any("old"), subject=nasty("found subject"))),
        messages=(
            Message(id=_any("om"), ticket=_any("old"), type="customer", text=nasty("found text")),
        ),
        attachments=(),
    )
    return {
        TicketHistory: History(entries=(stranger, entry), more=False),
        SearchTickets: SearchResult(hits=(hit,), more=False),
        FetchTicket: whole,
    }


def raw(text: str) -> Raw:
    """A value of the wire."""
    return Raw(codec.encode(text))


def _any(id: str) -> Any:
    return id
