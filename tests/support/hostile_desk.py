# SPDX-License-Identifier: Apache-2.0
"""A desk whose every word is markup, with a mark by which it is found wherever it is shown."""

import re
from html import escape
from typing import Any, Final, get_args, get_type_hints

from msgspec import Raw

from sync_server.contract import codec
from sync_server.contract.clocks import Clock
from sync_server.contract.entities import (
    WORKSPACE,
    Alert,
    ApiKey,
    Attachment,
    AutomationRule,
    Availability,
    Block,
    Calendar,
    Canned,
    Category,
    Draft,
    Entity,
    Gate,
    Held,
    Link,
    Mailbox,
    Membership,
    Merge,
    Message,
    Organisation,
    Preferences,
    Published,
    ReadMark,
    Row,
    SavedView,
    SecurityEvent,
    Skill,
    SlaPolicy,
    Tag,
    Tick,
    Ticket,
    Workspace,
)
from sync_server.contract.ids import Instant
from sync_server.contract.needs import Need
from sync_server.contract.queries import (
    FetchTicket,
    HeldCheck,
    HeldContent,
    History,
    HistoryEntry,
    ReadHeld,
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
from tests.support.window_client import MINUTE, T1, T2, WindowClient

_MARK: Final = re.compile(r"M\d{3}M")
TEMPLATE = "<b>{mark}<i>&amp;<img>&s{0}%1[*]"
MARKS: Final[dict[str, str]] = {}
"""What each mark stands for."""


def nasty(what: str) -> str:
    """Markup that would show bold, load a picture, and break a format, a menu and a title."""
    return f"{nasty_word(what)} <img src=x onerror=1> {{name}} %n [[x]]"


def nasty_word(what: str) -> str:
    """The same in one word, as a tag has to be."""
    mark = next((mark for mark, named in MARKS.items() if named == what), f"M{len(MARKS):03}M")
    MARKS[mark] = what
    return TEMPLATE.replace("{mark}", mark)


def marks_in(text: str) -> set[str]:
    """What is named in a text."""
    return {MARKS[mark] for mark in _MARK.findall(text)}


def not_literal(text: str) -> set[str]:
    """What is named in a text without the markup that stands around its mark."""
    found = re.finditer(r"(<b>)?(M\d{3}M)(<i>&amp;<|.{0,8}\u2026)?", text)
    return {MARKS[each[2]] for each in found if each[1] is None or each[3] is None}


def a_hostile_desk() -> WindowClient:
    """Maya is signed in. Everything else about her desk and its people is markup."""
    client = WindowClient(desk=nasty("desk"))
    bench, now = client.bench, client.bench.environment.now_us()
    bench.workspace.sign_in(_any("maya"))
    for scope, rows in hostile_rows(now).items():
        bench.hold(scope, *enumerate(rows, start=1))
    client.answers = _answers(now)
    return client


def hostile_rows(now: Instant) -> dict[str, tuple[Entity, ...]]:
    """All that she holds, by scope."""
    return {
        "desk": (*_staff(), *_vocabulary(), *_setting()),
        "agent:maya": _own(now),
        "directory": _people(),
        "held": _held(now),
        "audit": _audit(),
        "team:platform": (*_tickets(now), *_messages(now)),
        "triage": (),
    }


def _staff() -> tuple[Entity, ...]:
    return (
        an_agent("maya", name=nasty("own name"), email=nasty("own address")),
        an_agent("tomas", name=nasty("agent"), email=nasty("agent's address")),
        an_agent(
            "odd",
            name=nasty("odd agent"),
            role=nasty("role"),
            skills={"k1": 3},
            capacities={nasty("channel with a limit"): 1},
        ),
        a_team(
            "platform",
            name=nasty("team"),
            acknowledgement=nasty("team's answer"),
            next_status=nasty("team's next status"),
            reminder=nasty("team's reminder"),
            routing=nasty("team's routing"),
            reroute=nasty("team's rerouting"),
            order=nasty("team's order"),
        ),
        a_team("other", name=nasty("other team"), colour=nasty("colour")),
        Membership(id=_any("m1"), agent=_any("maya"), team=_any("platform")),
        Membership(id=_any("m2"), agent=_any("odd"), team=_any("other"), level=nasty("level")),
        Availability(id=_any("tomas"), state=nasty("availability")),
    )


def _vocabulary() -> tuple[Entity, ...]:
    return (
        Category(id=_any("c1"), name=nasty("category")),
        Category(id=_any("c2"), name=nasty("child category"), parent=_any("c1")),
        Skill(id=_any("k1"), name=nasty("skill")),
        Tag(id=_any(nasty_word("tag"))),
        Tag(id=_any(nasty_word("other tag"))),
        SavedView(
            id=_any("v2"),
            name=nasty("odd view"),
            conditions={nasty("condition"): nasty("wanted")},
            order=nasty("order"),
            group=nasty("group"),
        ),
        Canned(id=_any("k1"), name=nasty("canned"), text=nasty("canned text")),
    )


def _setting() -> tuple[Entity, ...]:
    mailbox: Any = {name: nasty(f"mailbox's {name}") for name in texts_of(Mailbox)}
    return (
        Mailbox(id=_any("b1"), team=_any("platform"), **mailbox),
        Workspace(
            id=WORKSPACE,
            timezone=nasty("desk's zone"),
            acknowledgement=nasty("answer"),
            channel_weights={nasty("channel with a weight"): 2},
            priority_weights={nasty("priority with a weight"): 2},
        ),
        *_promises(),
    )


def _promises() -> tuple[Entity, ...]:
    published: dict[str, object] = {nasty("document"): nasty("said")}
    draft: dict[str, object] = {nasty("draft"): nasty("draft's word")}
    return (
        Calendar(id=_any("h1"), name=nasty("calendar"), document=published, draft=draft),
        SlaPolicy(id=_any("p1"), name=nasty("policy"), document=published, draft=draft),
        Alert(
            id=_any("a1"),
            agent=_any("ann"),
            reason=nasty("alert's reason"),
            name=nasty("alert"),
            detail=nasty("alert's detail"),
        ),
        AutomationRule(
            id=_any("r1"),
            name=nasty("rule"),
            document=published,
            bound={nasty("rule with ids"): nasty("wanted")},
            draft=draft,
        ),
        Gate(id=_any("team.platform"), number=1, document=published, draft=draft),
        Published(
            id="calendar.h1.1",
            subject=nasty("subject of a version"),
            document=published,
            note=nasty("version's note"),
        ),
    )


def _clock() -> Clock:
    """A clock that measures what nobody knows, under a policy that nobody has."""
    return Clock(
        metric=nasty("metric"),
        instance=1,
        state=nasty("clock's state"),
        since=0,
        spent=0,
        target=1,
        calendar=_any("h1"),
        policy=_any("p1"),
        why=nasty("why"),
        extension=nasty("reason"),
    )


def _own(now: Instant) -> tuple[Entity, ...]:
    return (
        ReadMark(id="maya.t2", agent=_any("maya"), ticket=T2, read_at=now),
        Draft(
            id="maya.t2.reply",
            agent=_any("maya"),
            ticket=T2,
            mode=nasty("mode"),
            text=nasty("kept draft"),
            to=(nasty("draft's to"),),
            cc=(nasty("draft's copy"),),
            status=nasty("draft's status"),
            files=(nasty("draft's file"),),
            at=now,
        ),
        Preferences(id=_any("maya")),
        SavedView(
            id=_any("v1"), name=nasty("view"), owner=_any("maya"), conditions={"status": "open"}
        ),
    )


def _people() -> tuple[Entity, ...]:
    return (
        Organisation(
            id=_any("o1"), name=nasty("company"), domains=(nasty("domain"),), notes=nasty("notes")
        ),
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
        a_contact("ruth", name=nasty("other customer")),
        Block(id=_any(nasty_word("blocked")), agent=_any("tomas"), at=1),
    )


def _held(now: Instant) -> tuple[Entity, ...]:
    told: Any = {name: nasty(f"held {name}") for name in texts_of(Held)}
    return (
        Held(id=_any("h1"), mailbox=_any("b1"), team=_any("platform"), ticket=T1, at=now, **told),
    )


def _audit() -> tuple[Entity, ...]:
    event: Any = {name: nasty(f"event's {name}") for name in texts_of(SecurityEvent)}
    return (
        ApiKey(id=_any("a1"), name=nasty("key"), rights=(nasty("right"),), digest=nasty("digest")),
        SecurityEvent(id="e1", **event),
    )


def _tickets(now: Instant) -> tuple[Entity, ...]:
    common: Any = {
        "team": "platform",
        "requester": "hana",
        "organisation": "o1",
        "last_message_at": now - 5 * MINUTE,
        "opened_at": now - 60 * MINUTE,
    }
    return (
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
            cc=(nasty("ticket's copy"),),
            excluded=(nasty("who has no part"),),
            mailbox="b1",
            messages=4,
            clocks=(_clock(),),
            needs=(Need(_any("k1")), Need(_any("nobody-knows-it"), 2, True)),
            unrouted=nasty("why nobody got it"),
            solution=nasty("what solved it"),
            article=nasty("address of an article"),
            ticks=(Tick(nasty("ticked item"), _any("tomas"), 1),),
            checklist=(nasty("item of a rule"), nasty("ticked item")),
            links=(Link(kind=nasty("kind of link"), ticket=_any("t2")),),
            **common,
        ),
        a_ticket(
            "t2",
            number=48214,
            subject=nasty("other subject"),
            assignee="maya",
            status="pending",
            priority=nasty("priority"),
            custom={nasty("custom field"): nasty("custom value")},
            by_hand={nasty("field by hand"): 1},
            **common,
        ),
        a_ticket(
            "t3",
            number=48215,
            subject=nasty("odd subject"),
            status=nasty("odd status"),
            last_message_by=nasty("writer"),
            removed_by="tomas",
            removed_at=now,
            removed_from=nasty("status before"),
            woken_from=nasty("status that waited"),
            merged_into=_any("t2"),
            merge=Merge(
                cc=(nasty("copy of a merge"),),
                excluded=(nasty("who has no part in a merge"),),
                last_message_by=nasty("writer before a merge"),
            ),
            **common,
        ),
    )


def _messages(now: Instant) -> tuple[Entity, ...]:
    at = now - 40 * MINUTE
    return (
        a_message(
            "m1",
            at=at,
            contact="hana",
            text=nasty("message"),
            subject=nasty("mail subject"),
            to=(nasty("to"),),
            cc=(nasty("copy"),),
            channel=nasty("message channel"),
            message_id=nasty("mail id"),
            sender=nasty("sender"),
            sender_name=nasty("sender's name"),
            unverified=True,
        ),
        Attachment(
            id=_any("f1"),
            ticket=T1,
            message=_any("m1"),
            name=nasty("file name"),
            media_type=nasty("media type"),
            sha256=nasty("file's digest"),
            content_id=nasty("place of a picture"),
            size=1000,
        ),
        a_message("m2", at=at, type="note", agent="tomas", text=nasty("note")),
        a_message("m3", at=at, type=nasty("message type"), agent="tomas", text=nasty("odd")),
        a_message(
            "m4",
            at=at,
            type="reply",
            agent="maya",
            text=nasty("reply"),
            bcc=(nasty("hidden copy"),),
            mailbox="b1",
            delivery="refused",
            delivery_note=nasty("reason"),
            refused=(nasty("refused address"),),
            reasons=(nasty("reason of one"),),
        ),
        a_message("m5", at=at, type="reply", agent="maya", delivery=nasty("delivery")),
        a_message(
            "m6",
            at=at,
            type="call",
            agent="maya",
            text=nasty("call"),
            direction=nasty("direction"),
            outcome=nasty("outcome"),
        ),
        a_message("m7", at=at, contact="hana", html=f"<p>{escape(nasty('formatted'))}</p>"),
    )


def texts_of(kind: type[Entity]) -> tuple[str, ...]:
    """The fields of a kind in which any text may stand, which an id of another row is not."""
    hints = get_type_hints(kind)
    return tuple(
        name for name in kind.__struct_fields__ if name != "id" and _holds_text(hints[name])
    )


def _holds_text(hint: Any) -> bool:
    return hint in (str, object) or any(_holds_text(each) for each in get_args(hint))


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
    held = HeldContent(
        held=_any("h1"),
        text=nasty("held text"),
        cut=False,
        checks=(HeldCheck(what=nasty("check"), result=nasty("result"), passed=False),),
        files=(nasty("held file"),),
        number=48213,
        subject_of_ticket=nasty("claimed subject"),
    )
    return {
        ReadHeld: held,
        TicketHistory: History(entries=(stranger, entry), more=False),
        SearchTickets: SearchResult(hits=(hit,), more=False),
        FetchTicket: whole,
    }


def raw(text: str) -> Raw:
    """A value of the wire."""
    return Raw(codec.encode(text))


def _any(id: str) -> Any:
    return id
