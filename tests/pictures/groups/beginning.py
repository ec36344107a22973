# SPDX-License-Identifier: Apache-2.0
"""Beginnings: a ticket that is made, and a queue in which none is left."""

from typing import Any, Final

from PySide6.QtCore import Qt

from app import intents
from app.outbox.drafts import Draft
from app.views.definitions import OPEN
from sync_server.contract.entities import Agent, Ticket
from sync_server.contract.entities import Draft as DraftRow
from sync_server.operations.demo import SHOWN
from sync_server.operations.requests import AddMailbox, ServerSettings
from tests.pictures.groups.main import SUBJECT, ticket_of
from tests.pictures.registry import picture
from tests.pictures.stage import Stage
from ui.models.wake_dates import day_words

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
LAPTOP: Final = (1366, 768)
DAY_US: Final = 86_400 * 1_000_000
ABOUT: Final = "Second depot wants its own return address on labels"
TEXT: Final = (
    "Hi Greta, as said on the phone: from 1 December returns go to Bergen, not Oslo.\n"
    "Send me the address list and I enter it for you today."
)
SAID: Final = (
    "The Bergen depot opens on 1 December. Returns should go to Bergen, not Oslo.\n"
    "Greta will send the address list by mail today."
)


async def _writing(stage: Stage, **settings: Any) -> None:
    """A new ticket for a customer who has others."""
    await stage.open_window(**settings)
    await stage.open_ticket(SUBJECT)
    stage.key(Qt.Key.Key_N, CONTROL, at=stage.window)
    await _fill_in(stage, TEXT)


async def _calling(stage: Stage, **settings: Any) -> None:
    """A customer who has other tickets is on the phone."""
    await stage.open_window(**settings)
    await stage.open_ticket(SUBJECT)
    stage.key(Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier, at=stage.window)
    await _fill_in(stage, SAID)
    stage.click(stage.find("new_ticket.mails.box"))
    await stage.calm()


async def _fill_in(stage: Stage, text: str) -> None:
    await stage.until(lambda: stage.shows("new_ticket.customer.field"))
    customer = stage.find("new_ticket.customer.field")
    stage.type("Greta", at=customer)
    await stage.calm()
    stage.key(Qt.Key.Key_Return, at=customer)
    await stage.calm()
    stage.type(ABOUT, at=stage.find("new_ticket.subject.field"))
    for name, told in (
        ("team", "Platform"),
        ("category", "Addresses"),
        ("tags", "returns"),
        ("next", day_words(stage.environment.now_us() + 3 * DAY_US)),
    ):
        stage.click(stage.find(f"new_ticket.{name}.field"))
        await stage.calm()
        menu = stage.find("menu.search.field")
        stage.type(told, at=menu)
        stage.key(Qt.Key.Key_Return, at=menu)
        await stage.calm()
    editor = stage.find("new_ticket.text.editor")
    editor.setFocus()
    stage.type(text, at=editor)
    await stage.calm()


@picture("log-call")
async def log_call(stage: Stage) -> None:
    """A call that goes on, of a customer who has other tickets."""
    await _calling(stage)


@picture("log-call-dark")
async def log_call_dark(stage: Stage) -> None:
    """The same in dark."""
    await _calling(stage, appearance="dark")


@picture("log-call-added")
async def log_call_added(stage: Stage) -> None:
    """The call is added to one of them."""
    await _calling(stage)
    stage.click(stage.find("new_ticket.offer.1"))
    await stage.calm()


@picture("new-ticket")
async def new_ticket(stage: Stage) -> None:
    """The panel over the window, filled in."""
    await _writing(stage)


@picture("new-ticket-dark")
async def new_ticket_dark(stage: Stage) -> None:
    """The same in dark."""
    await _writing(stage, appearance="dark")


@picture("new-ticket-copies")
async def new_ticket_copies(stage: Stage) -> None:
    """Who gets copies, and from which of two addresses it leaves."""
    for local in ("platform", "noc"):
        await stage.server.administration.perform(_mailbox(local))
    await _writing(stage)
    recipients = stage.find("new_ticket.recipients.button")
    stage.key(Qt.Key.Key_Return, at=recipients)
    for name, address in (
        ("cc", "ken.sato@kestrel.example"),
        ("cc", "depot@bergen.example"),
        ("bcc", "audit@brightwater.example"),
    ):
        field = stage.find(f"new_ticket.{name}.field")
        field.setFocus()
        stage.type(address, at=field)
        stage.key(Qt.Key.Key_Return, at=field)
    await stage.calm()


@picture("new-ticket-prepared")
async def new_ticket_prepared(stage: Stage) -> None:
    """A prepared reply is chosen."""
    await _writing(stage)
    editor = stage.find("new_ticket.text.editor")
    stage.type("\n/", at=editor)
    await stage.calm()


def _mailbox(local: str) -> AddMailbox:
    """An address of Platform, whose servers are not there."""
    servers = ServerSettings(
        imap_host="localhost", imap_port=1, smtp_host="localhost", smtp_port=1, smtp_security="tls"
    )
    return AddMailbox(
        address=f"{local}@brightwater.example",
        password="a lantern in fog",
        name="Brightwater Platform",
        team="Platform",
        servers=servers,
        untried=True,
    )


@picture("new-ticket-1366", LAPTOP)
async def new_ticket_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _writing(stage)


SNOOZED: Final = (
    "How do I export the audit trail?",
    "Rate limit increase for Black Friday",
    "Bulk import stops at row 5,000",
    "Label printer offline after firmware 5.2",
)
FIRST_US: Final = 3_732 * 1_000_000
"""After the moment: at 15:00."""


def _put_off(maya: Any) -> None:
    """Four tickets wait, the first until 15:00."""
    workspace = maya.workspace
    for place, subject in enumerate(SNOOZED):
        wakes = workspace.now_us() + FIRST_US + place * DAY_US
        wakes -= wakes % 60_000_000
        ticket = ticket_of(maya, subject)
        intents.set_status(workspace, ticket=ticket, status="on_hold", wake_at=wakes)


async def _clear(stage: Stage, **settings: Any) -> None:
    """Maya put four tickets off and began a reply; then Leila gives all others to Tomas."""
    maya = await stage.signed_in()
    _put_off(maya)
    for subject in (
        "Invoice shows VAT twice for March",
        "SSO sign-in loops back to the first page",
    ):
        intents.set_status(maya.workspace, ticket=ticket_of(maya, subject), status="solved")
    await stage.until(lambda: maya.state.to_send == 0)
    leila = await stage.signed_in("Leila Haddad")
    named = {agent.name: agent.id for agent in leila.workspace.all(Agent)}
    put_off = {ticket_of(leila, subject) for subject in SNOOZED}
    for ticket in tuple(leila.workspace.all(Ticket)):
        if ticket.assignee == named[SHOWN] and ticket.status in OPEN and ticket.id not in put_off:
            intents.assign(leila.workspace, ticket=ticket.id, assignee=named["Tomas Reuter"])
    await stage.until(lambda: leila.state.to_send == 0)
    refund = next(
        t.id for t in maya.workspace.all(Ticket) if t.subject.startswith("Refund for dup")
    )
    maya.workspace.drafts.put(refund, "reply", Draft(text="Hello Greta, the second charge"))
    await stage.until(lambda: maya.views.count("my_queue") == 0)
    kept = f"{maya.me}.{refund}.reply"
    await stage.until(lambda: maya.workspace.get(DraftRow, kept) is not None)
    await stage.open_window(client=maya, **settings)


@picture("empty-queue")
async def empty_queue(stage: Stage) -> None:
    """Nothing is left, and where else something waits."""
    await _clear(stage)


@picture("snoozed")
async def snoozed(stage: Stage) -> None:
    """What is put off, and until when."""
    maya = await stage.signed_in()
    _put_off(maya)
    await stage.until(lambda: maya.state.to_send == 0)
    await stage.open_window(client=maya)
    stage.agent.do("go:snoozed")
    await stage.calm()


@picture("empty-queue-dark")
async def empty_queue_dark(stage: Stage) -> None:
    """The same in dark."""
    await _clear(stage, appearance="dark")


@picture("empty-queue-1366", LAPTOP)
async def empty_queue_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _clear(stage)
