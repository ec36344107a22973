# SPDX-License-Identifier: Apache-2.0
"""The main window: a customer waits, Priya looks on, Tomas writes, and Maya has begun to answer."""

from typing import Any, Final

from PySide6.QtCore import Qt

from app import intents
from app.outbox.drafts import Draft
from sync_server.contract.entities import Draft as DraftRow
from sync_server.contract.entities import Ticket
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

SUBJECT: Final = "Webhooks return 401 after rotation"
ANSWER: Final = (
    "Hi Hana, the cached key id for `kst-2291` is purged in eu-west. New calls should pass within "
    "two minutes, and I am watching the first ones from here."
)
TOMAS_WRITES: Final = (
    "Hi Hana, I have purged the cached keys of eu-west for your account. Could you send one call "
    "again and tell me the time of it? I will follow it through the gateway."
)
NOTE: Final = (
    "@Tomas account is `kst-2291`, rotated through the API at 08:47 UTC.\nPlease run the purge."
)
SEEN_BEFORE_US: Final = 2_250 * 1_000_000
"""Before the moment: at 13:20."""


ELSEWHERE: Final = "Bulk import stops at row 5,000"


async def beside_maya(stage: Stage) -> None:
    """Those who are at work: Priya looks on, Tomas writes a reply, two others are elsewhere."""
    for name, subject, mode in (
        ("Priya Nair", SUBJECT, "viewing"),
        ("Tomas Reuter", SUBJECT, "replying"),
        ("Jonas Lindqvist", ELSEWHERE, "viewing"),
        ("Aiko Tanaka", ELSEWHERE, "viewing"),
    ):
        client = await stage.signed_in(name)
        client.here(ticket=ticket_of(client, subject), mode=mode, typing=mode == "replying")


def ticket_of(client: Any, subject: str = SUBJECT) -> Any:
    """The id of a ticket."""
    return next(each.id for each in client.workspace.all(Ticket) if each.subject == subject)


async def seen_before(stage: Stage, maya: Any) -> None:
    """Maya last looked at the ticket before its last message came. Her alerts she has seen."""
    for alert in maya.inbox.alerts:
        clock = alert.clock
        intents.acknowledge_clock(
            maya.workspace,
            ticket=alert.ticket,
            metric=clock.metric,
            instance=clock.instance,
            point=alert.point,
        )
        maya.inbox.see(alert)
    ticket, seen_at = ticket_of(maya), stage.environment.now_us() - SEEN_BEFORE_US
    intents.mark_unread(maya.workspace, ticket=ticket)
    intents.mark_read(maya.workspace, ticket=ticket, up_to=seen_at)
    await stage.until(lambda: not maya.workspace.pending)


async def _at_work(stage: Stage, **settings: Any) -> None:
    """Maya has the ticket open, and others are there."""
    await beside_maya(stage)
    maya = await stage.signed_in()
    await seen_before(stage, maya)
    await stage.open_window(client=maya, **settings)
    await stage.open_ticket(SUBJECT)


async def answering(stage: Stage, **settings: Any) -> None:
    """Maya has begun to answer."""
    await _at_work(stage, **settings)
    stage.agent.do("reply")
    stage.type(ANSWER, at=stage.window.composer.composer.editor)
    await stage.calm()
    foot = stage.window.composer.composer.foot
    foot.open_statuses(send=False)
    stage.key(Qt.Key.Key_Down, at=foot.menu.field)  # after it stays as it is: Pending
    stage.key(Qt.Key.Key_Return, at=foot.menu.field)
    await stage.calm()
    stage.window.list.view.setFocus()  # where it is shown


@picture("main-light")
async def main_light(stage: Stage) -> None:
    """All four panes."""
    await answering(stage)


@picture("main-dark")
async def main_dark(stage: Stage) -> None:
    """The same in dark."""
    await answering(stage, appearance="dark")


@picture("main-1366-compact", (1366, 768))
async def main_compact(stage: Stage) -> None:
    """A small laptop: the navigation is a rail."""
    await answering(stage)


@picture("main-900", (900, 600))
async def main_small(stage: Stage) -> None:
    """The smallest window."""
    await answering(stage)


@picture("main-900-fields", (900, 600))
async def main_small_fields(stage: Stage) -> None:
    """The smallest window, and a menu of the properties opened by its key."""
    await _at_work(stage)
    stage.agent.do("menu:priority")
    await stage.calm()


@picture("main-2560", (2560, 1440))
async def main_wide(stage: Stage) -> None:
    """A large screen."""
    await answering(stage)


@picture("main-150")
async def main_larger(stage: Stage) -> None:
    """Half as large again."""
    await answering(stage, zoom=150)


@picture("main-200-list")
async def main_zoomed_list(stage: Stage) -> None:
    """Twice as large, while it is the list's turn."""
    await _at_work(stage, zoom=200)
    stage.agent.do("focus:list")


@picture("main-200")
async def main_zoomed(stage: Stage) -> None:
    """Twice as large."""
    await answering(stage, zoom=200)


@picture("main-contrast")
async def main_contrast(stage: Stage) -> None:
    """High contrast, light."""
    await answering(stage, contrast="more")


@picture("main-contrast-dark")
async def main_contrast_dark(stage: Stage) -> None:
    """High contrast, dark."""
    await answering(stage, contrast="more", appearance="dark")


@picture("main-german")
async def main_german(stage: Stage) -> None:
    """In German."""
    await answering(stage, language="de")


@picture("main-german-1366", (1366, 768))
async def main_german_small(stage: Stage) -> None:
    """In German on a small laptop."""
    await answering(stage, language="de")


@picture("main-alerts")
async def main_alerts(stage: Stage) -> None:
    """The alerts that nobody has seen to."""
    await beside_maya(stage)
    await stage.open_window(client=await stage.signed_in())
    stage.agent.do("alerts")
    await stage.calm()


@picture("main-snooze")
async def main_snooze(stage: Stage) -> None:
    """Until when a ticket is put off."""
    await _at_work(stage)
    stage.agent.do("snooze")
    await stage.calm()


@picture("main-see-draft")
async def main_see_draft(stage: Stage) -> None:
    """What Tomas is writing."""
    await _at_work(stage)
    tomas = stage.colleagues["Tomas Reuter"]
    tomas.workspace.drafts.put(ticket_of(tomas), "reply", Draft(text=TOMAS_WRITES))
    await stage.until(lambda: not tomas.state.to_send and _is_kept(tomas))
    stage.agent.do("see_draft")
    await stage.calm()


def _is_kept(client: Any) -> bool:
    """Whether the server has what is written."""
    kept = f"{client.me}.{ticket_of(client)}.reply"
    return client.workspace.get(DraftRow, kept) is not None


TAKING_OVER = (
    "Taking over from {{agent.name}}: {{customer.company}}. Open questions and what was tried:"
)
MACROS: dict[str, dict[str, Any]] = {
    "Hand over to Platform on-call": {
        "note": TAKING_OVER,
        "team": "platform",
        "notify": "team-lead",
    },
    "Hand over at end of shift": {"note": TAKING_OVER, "team": "logistics"},
    "Hand to Billing": {"note": TAKING_OVER, "team": "billing"},
    "Handling time estimate": {
        "reply": {"text": "Hello {{customer.first_name}}, we will write again soon.", "draft": True}
    },
}


@picture("composer-note")
async def composer_note(stage: Stage) -> None:
    """An internal note, in colour, icon, words and button another thing than a reply; and macros,
    with what each changes.
    """
    dana = await stage.invited("Dana Whitfield", email="dana.whitfield@brightwater.example")
    for place, (name, actions) in enumerate(MACROS.items()):
        document = {"rule": name, "triggers": {"on": "manual"}, "actions": actions}
        rule = intents.create_rule(dana.workspace, document=document, position=place)
        intents.publish_rule(dana.workspace, rule=rule)
    await stage.until(lambda: not dana.workspace.pending)
    await _at_work(stage)
    stage.agent.do("note")
    editor = stage.window.composer.composer.editor
    stage.type(NOTE, at=editor)
    stage.type("\n/hand", at=editor)
    await stage.calm()
