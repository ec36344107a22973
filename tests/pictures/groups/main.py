# SPDX-License-Identifier: Apache-2.0
"""The main window: a customer waits, Priya looks on, Tomas writes, and Maya has begun to answer."""

from typing import Any, Final

from sync_server.contract.entities import Ticket
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

SUBJECT: Final = "Webhooks return 401 after rotation"
ANSWER: Final = (
    "Hi Hana, the cached key id for kst-2291 is purged in eu-west. New calls should pass within "
    "two minutes, and I am watching the first ones from here."
)


async def _colleagues(stage: Stage) -> None:
    """Those who are beside Maya: Priya looks on, Tomas writes a reply."""
    for name, mode in (("Priya Nair", "viewing"), ("Tomas Reuter", "replying")):
        client = await stage.signed_in(name)
        ticket = _ticket(client)
        client.here(ticket=ticket, mode=mode, typing=mode == "replying")


def _ticket(client: Any) -> Any:
    return next(each.id for each in client.workspace.all(Ticket) if each.subject == SUBJECT)


async def _at_work(stage: Stage, **settings: Any) -> None:
    await _colleagues(stage)
    await stage.open_window(**settings)
    await stage.open_ticket(SUBJECT)


@picture("main-light")
async def main_light(stage: Stage) -> None:
    await _at_work(stage)
    stage.agent.do("reply")
    stage.type(ANSWER, at=stage.window.composer.composer.editor)
