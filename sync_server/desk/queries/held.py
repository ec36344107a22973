# SPDX-License-Identifier: Apache-2.0
"""The query about held mail, which only the keeper of mail can answer in full.

What is here is who may ask. The hub hands the question on to whoever answers it.
"""

from sync_server.contract.entities import Held
from sync_server.contract.queries import HeldContent, ReadHeld
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.registry import answers
from sync_server.domain.sight import WORKERS, Viewer, sees_held, sight_of
from sync_server.store.dossier import held_row, ticket_row
from sync_server.store.engines import Connection


def reads_held_mail(viewer: Viewer) -> None:
    """Those who work on tickets decide what becomes one."""
    if viewer.role not in WORKERS:
        raise Refused(Code.FORBIDDEN)


@answers(ReadHeld, policy=reads_held_mail, cost="light")
def answer_read_held(reader: Connection, viewer: Viewer, query: ReadHeld) -> HeldContent:
    """The frame of the answer, with the claimed ticket where the viewer may see it."""
    held = held_row(reader, query.held)
    if held is None or not sees_held(viewer, held.team):
        raise Refused(Code.NOT_FOUND, Held.kind)
    claimed = None if held.ticket is None else ticket_row(reader, held.ticket)
    if claimed is None or sight_of(viewer, claimed[1]) != "full":
        return HeldContent(held=held.id, text="", cut=False)
    _, ticket = claimed
    return HeldContent(
        held=held.id,
        text="",
        cut=False,
        number=ticket.number,
        subject_of_ticket=ticket.subject,
    )
