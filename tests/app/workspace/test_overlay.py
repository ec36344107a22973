# SPDX-License-Identifier: Apache-2.0
import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workspace.overlay import Overlay, Pending
from app.workspace.predictions import Gone, Scene, predict
from app.workspace.predictions.registry import predicted_types
from sync_server.contract.commands import (
    COMMANDS,
    AddNote,
    ArchiveTicket,
    ChangeTags,
    CloseTickets,
    HoldMail,
    ImportMessage,
    ImportTicket,
    MoveCalendar,
    MoveQueue,
    PurgeTicket,
    ReceiveMessage,
    RecordDelivery,
    Redistribute,
    ReportMailbox,
    ReturnTickets,
    RouteAgents,
    RouteTickets,
    RunMacro,
    RunRules,
    SendAutomatic,
    SetPriority,
    SetReachable,
    SetTeam,
    TakeNext,
    TellClocks,
    UndoRule,
    WakeTickets,
)
from sync_server.contract.ids import AgentId, CommandId, MessageId, TagId, TeamId
from tests.support.client_frames import a_ticket

ME = AgentId("me")


def test_every_command_of_a_person_paints_at_once():
    of_machines = {RecordDelivery, SendAutomatic, HoldMail, PurgeTicket, ReportMailbox}
    unforeseen = {ReceiveMessage, ImportTicket, ImportMessage, SetReachable, ArchiveTicket}
    unforeseen |= {MoveCalendar, TellClocks, WakeTickets, CloseTickets, RouteTickets}
    unforeseen |= {RouteAgents, RunMacro, RunRules, TakeNext, UndoRule}
    unforeseen |= {MoveQueue, Redistribute, ReturnTickets}
    unforeseen |= of_machines
    assert predicted_types() == set(COMMANDS.values()) - unforeseen


def commands_of(script):
    for number, (what, ticket, value) in enumerate(script):
        fields: dict = {"ticket": f"t{ticket}"}
        match what:
            case "priority":
                yield f"c{number}", SetPriority(priority=["low", "high"][value], **fields)
            case "tags":
                yield f"c{number}", ChangeTags(add=(TagId(f"tag{value}"),), **fields)
            case "team":
                yield f"c{number}", SetTeam(team=TeamId(f"team{value}"), **fields)
            case _:
                yield f"c{number}", AddNote(message=MessageId(f"m{number}"), text="x", **fields)


scripts = st.lists(
    st.tuples(
        st.sampled_from(["priority", "tags", "team", "note"]), st.integers(0, 2), st.integers(0, 1)
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(scripts, st.sets(st.integers(0, 11)), st.lists(st.integers(0, 2), max_size=4))
def test_the_overlay_is_all_remaining_commands_predicted_in_order(script, dropped, renamed):
    confirmed = {("ticket", f"t{n}"): a_ticket(f"t{n}") for n in range(3)}
    overlay = Overlay(lambda kind, id: confirmed.get((kind, id)), lambda kind: ())
    overlay.me = ME
    pendings: list = [Pending(id=id, command=command, at=5) for id, command in commands_of(script)]
    for pending in pendings:
        overlay.add(pending)
    for number in renamed:
        key = ("ticket", f"t{number}")
        confirmed[key] = msgspec.structs.replace(confirmed[key], subject="Renamed")
        overlay.repaint({key})
    overlay.drop([CommandId(f"c{number}") for number in dropped])
    kept = [pending for pending in pendings if int(pending.id[1:]) not in dropped]
    expected = _replayed(confirmed, kept)
    found = {key: overlay.find(*key) for key in expected}
    assert found == expected
    assert set(overlay._rows) <= set(expected)


def _replayed(confirmed, pendings):
    rows = dict(confirmed)
    for pending in pendings:
        scene = Scene(lambda k, i: rows.get((k, i)), lambda kind: (), me=ME, at=pending.at)
        for edit in predict(pending.command, scene):
            rows[edit.kind, edit.id] = None if isinstance(edit, Gone) else edit
    return rows
