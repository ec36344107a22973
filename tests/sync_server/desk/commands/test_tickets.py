# SPDX-License-Identifier: Apache-2.0
"""Commands that change a ticket's own fields."""

import msgspec
import pytest

from sync_server.contract.entities import Tag
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR

SIMPLE = [
    (c.SetSubject(ticket="opened", subject="Other words"), "subject", "Other words"),
    (c.SetPriority(ticket="opened", priority="urgent"), "priority", "urgent"),
    (c.SetCategory(ticket="opened", category="refunds"), "category", "refunds"),
    (c.SetCustomField(ticket="opened", name="order", value=17), "custom", {"order": 17}),
    (c.ChangeTags(ticket="opened", add=("Late",), remove=("first",)), "tags", ("late",)),
    (c.ChangeRequester(ticket="opened", requester="sam"), "requester", "sam"),
    (c.SetTeam(ticket="opened", team="billing"), "team", "billing"),
    (c.SetAssignee(ticket="opened", assignee="lea"), "assignee", "lea"),
    (c.SetStatus(ticket="opened", status="pending"), "status", "pending"),
    (c.FollowTicket(ticket="opened"), "followers", ("ann",)),
]


@pytest.mark.parametrize(("command", "field", "value"), SIMPLE)
async def test_the_field_is_set_and_a_second_time_nothing_changes(standard, command, field, value):
    first = await standard.do("ann", command)
    ticket = await standard.ticket("opened")
    assert getattr(ticket, field) == value
    again = await standard.do("ada", command if field != "followers" else _follow("ann"))
    assert (again.seq, await standard.ticket("opened")) == (None, ticket)
    assert first.seq is not None


def _follow(agent):
    return c.FollowTicket(ticket="opened", agent=agent)


async def test_a_change_moves_updated_at(standard):
    await standard.do("ann", c.SetPriority(ticket="opened", priority="high"))
    assert (await standard.ticket("opened")).updated_at == standard.environment.now_us()


@pytest.mark.parametrize(
    ("mine", "theirs", "field"),
    [
        (
            c.SetSubject(ticket="opened", subject="Mine", base=1),
            c.SetSubject(ticket="opened", subject="Theirs"),
            "subject",
        ),
        (
            c.SetStatus(ticket="opened", status="solved", base=1),
            c.SetStatus(ticket="opened", status="pending"),
            "status",
        ),
        (
            c.SetAssignee(ticket="opened", assignee="ann", base=1),
            c.SetAssignee(ticket="opened", assignee="lea"),
            "assignee",
        ),
        (
            c.SetCustomField(ticket="opened", name="order", value=1, base=1),
            c.SetCustomField(ticket="opened", name="order", value=2),
            "custom.order",
        ),
    ],
)
async def test_an_edit_of_a_field_changed_meanwhile_shows_both_values(
    standard, mine, theirs, field
):
    """Bad input 20: one wins, the other sees both values."""
    base = await standard.version("opened")
    await standard.do("lea", theirs)
    answer = await standard.ask("ann", msgspec.structs.replace(mine, base=base))
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, field)
    assert answer.refusal.theirs != answer.refusal.yours


async def test_different_fields_merge(standard):
    base = await standard.version("opened")
    await standard.do("lea", c.SetSubject(ticket="opened", subject="Theirs"))
    await standard.do("lea", c.SetCustomField(ticket="opened", name="size", value="L"))
    await standard.do("ann", c.SetPriority(ticket="opened", priority="high", base=base))
    await standard.do("ann", c.SetCustomField(ticket="opened", name="order", value=1, base=base))
    ticket = await standard.ticket("opened")
    assert (ticket.subject, ticket.priority) == ("Theirs", "high")
    assert ticket.custom == {"size": "L", "order": 1}


async def test_the_same_value_is_no_conflict(standard):
    base = await standard.version("opened")
    await standard.do("lea", c.SetPriority(ticket="opened", priority="high"))
    answer = await standard.do("ann", c.SetPriority(ticket="opened", priority="high", base=base))
    assert answer.seq is None


async def test_ones_own_earlier_command_is_a_base(standard):
    first = c.SetPriority(ticket="opened", priority="high", base=await standard.version("opened"))
    assert (await standard.ask("ann", first, id="mine-1")).ok
    second = c.SetPriority(ticket="opened", priority="urgent", base="mine-1")
    assert (await standard.ask("ann", second)).ok


async def test_tags_of_two_people_merge(standard):
    await standard.do("lea", c.ChangeTags(ticket="opened", add=("gold",)))
    await standard.do("ann", c.ChangeTags(ticket="opened", add=("late",), remove=("first",)))
    assert (await standard.ticket("opened")).tags == ("gold", "late")
    assert (await standard.row(Tag, "late")).id == "late"


async def test_a_ticket_carries_at_most_fifty_tags(standard):
    add = tuple(f"tag{number}" for number in range(50))
    answer = await standard.ask("ann", c.ChangeTags(ticket="opened", add=add))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "tags")


async def test_a_tag_that_grows_in_lower_case_is_refused(standard):
    answer = await standard.ask("ann", c.ChangeTags(ticket="opened", add=("\u0130" * 60,)))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "tags")


async def test_a_ticket_carries_at_most_a_hundred_custom_fields(standard):
    for number in range(100):
        field = c.SetCustomField(ticket="opened", name=f"field{number}", value=number)
        await standard.do("ann", field)
    answer = await standard.ask("ann", c.SetCustomField(ticket="opened", name="more", value=1))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "custom")


@pytest.mark.parametrize("value", [True, 1.0, "1"])
async def test_a_custom_field_tells_apart_what_only_looks_equal(standard, value):
    first = await standard.do("ann", c.SetCustomField(ticket="opened", name="vip", value=1))
    answer = await standard.do("ann", c.SetCustomField(ticket="opened", name="vip", value=value))
    assert answer.seq > first.seq
    found = (await standard.ticket("opened")).custom["vip"]
    assert (found, type(found)) == (value, type(value))


async def test_a_custom_field_is_removed_by_nothing(standard):
    await standard.do("ann", c.SetCustomField(ticket="opened", name="order", value=1))
    await standard.do("ann", c.SetCustomField(ticket="opened", name="order", value=None))
    assert (await standard.ticket("opened")).custom == {}


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (c.SetCategory(ticket="opened", category="nowhere"), Code.NOT_FOUND, "category"),
        (c.SetCategory(ticket="opened", category="retired"), Code.BAD_VALUE, "category"),
        (c.SetTeam(ticket="opened", team="nowhere"), Code.NOT_FOUND, "team"),
        (c.SetTeam(ticket="opened", team="shut"), Code.BAD_VALUE, "team"),
        (c.SetAssignee(ticket="opened", assignee="nobody"), Code.NOT_FOUND, "assignee"),
        (c.SetAssignee(ticket="opened", assignee="gon"), Code.BAD_VALUE, "assignee"),
        (c.SetAssignee(ticket="opened", assignee="lux"), Code.BAD_VALUE, "assignee"),
        (c.ChangeRequester(ticket="opened", requester="nobody"), Code.NOT_FOUND, "contact"),
        (c.FollowTicket(ticket="opened", agent="aud"), Code.BAD_VALUE, "agent"),
        (c.FollowTicket(ticket="opened", agent="nobody"), Code.NOT_FOUND, "agent"),
        (c.SetStatus(ticket="opened", status="new"), Code.BAD_MOVE, "status"),
        (c.SetStatus(ticket="opened", status="closed"), Code.BAD_MOVE, "status"),
        (c.SetStatus(ticket="opened", status="solved", wake_at=1), Code.BAD_VALUE, "wake_at"),
        (c.SetSubject(ticket="nowhere", subject="x"), Code.NOT_FOUND, "ticket"),
    ],
)
async def test_what_does_not_fit_is_refused_by_name(standard, command, code, field):
    answer = await standard.ask("ann", command)
    assert (answer.refusal.code, answer.refusal.field) == (code, field)


@pytest.mark.parametrize("ticket", ["archived", "spammed", "deleted", "closed"])
@pytest.mark.parametrize(
    "command",
    [
        c.SetCategory(ticket="", category="refunds"),
        c.SetTeam(ticket="", team="billing"),
        c.SetAssignee(ticket="", assignee="ada"),
        c.SetCustomField(ticket="", name="order", value=1),
        c.ChangeRequester(ticket="", requester="sam"),
        c.TakeTicket(ticket=""),
        c.AddNote(ticket="", message="new-note", text="x"),
        c.Reply(ticket="", message="new-reply", text="x"),
    ],
)
async def test_a_finished_ticket_refuses_edits(standard, ticket, command):
    answer = await standard.ask("ada", msgspec.structs.replace(command, ticket=ticket))
    assert answer.refusal.code == Code.BAD_MOVE


@pytest.mark.parametrize(
    "command",
    [
        c.SetSubject(ticket="closed", subject="Put right"),
        c.SetPriority(ticket="closed", priority="low"),
        c.ChangeTags(ticket="closed", add=("sorted",)),
    ],
)
async def test_subject_priority_and_tags_of_a_closed_ticket_may_be_put_right(standard, command):
    assert (await standard.do("ann", command)).seq is not None


@pytest.mark.parametrize("status", ["spammed", "deleted"])
async def test_spam_and_deleted_tickets_come_back_as_open(standard, status):
    await standard.do("ann", c.SetStatus(ticket=status, status="open"))
    assert (await standard.ticket(status)).status == "open"


async def test_solving_an_unassigned_ticket_makes_the_solver_its_assignee(standard):
    await standard.do("ann", c.SetStatus(ticket="pended", status="solved"))
    ticket = await standard.ticket("pended")
    assert (ticket.assignee, ticket.solved_at) == ("ann", standard.environment.now_us())


async def test_a_machine_cannot_solve_what_nobody_has(standard):
    answer = await standard.ask(OPERATOR_ACTOR, c.SetStatus(ticket="pended", status="solved"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "assignee")


async def test_reopening_forgets_when_it_was_solved(standard):
    await standard.do("ann", c.SetStatus(ticket="solved", status="open"))
    ticket = await standard.ticket("solved")
    assert (ticket.status, ticket.solved_at, ticket.assignee) == ("open", None, "ann")


async def test_closing_keeps_when_it_was_solved(standard):
    ticket = await standard.ticket("closed")
    assert ticket.solved_at is not None
    assert ticket.closed_at is not None


async def test_a_waiting_ticket_wakes_at_an_instant_that_leaving_clears(standard):
    await standard.do("ann", c.SetStatus(ticket="pended", status="pending", wake_at=99))
    assert (await standard.ticket("pended")).wake_at == 99
    await standard.do("ann", c.SetStatus(ticket="pended", status="on_hold", wake_at=100))
    assert (await standard.ticket("pended")).wake_at == 100
    await standard.do("ann", c.SetStatus(ticket="pended", status="open"))
    assert (await standard.ticket("pended")).wake_at is None


@pytest.mark.parametrize("wake_at", [0, -1])
@pytest.mark.parametrize("ticket", ["pended", "opened"])
async def test_a_ticket_wakes_at_no_time_before_there_were_any(standard, ticket, wake_at):
    answer = await standard.ask(
        "ann", c.SetStatus(ticket=ticket, status="pending", wake_at=wake_at)
    )
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "wake_at")


async def test_assigning_a_new_ticket_opens_it(standard):
    await standard.do("ann", c.SetAssignee(ticket="fresh", assignee="lea"))
    assert (await standard.ticket("fresh")).status == "open"


async def test_taking_back_the_assignee_of_a_new_ticket_leaves_it_new(standard):
    await standard.do("ann", c.SetAssignee(ticket="fresh", assignee=None))
    assert (await standard.ticket("fresh")).status == "new"


async def test_the_first_to_take_a_ticket_has_it(standard):
    await standard.do("ann", c.TakeTicket(ticket="fresh"))
    assert (await standard.do("ann", c.TakeTicket(ticket="fresh"))).seq is None
    refusal = (await standard.ask("lea", c.TakeTicket(ticket="fresh"))).refusal
    assert (refusal.code, refusal.field) == (Code.CONFLICT, "assignee")
    assert (bytes(refusal.theirs), bytes(refusal.yours)) == (b'"ann"', b'"lea"')


async def test_only_ones_own_ticket_is_released(standard):
    assert (await standard.do("lea", c.ReleaseTicket(ticket="opened"))).seq is None
    await standard.do("ann", c.ReleaseTicket(ticket="opened"))
    assert (await standard.ticket("opened")).assignee is None


@pytest.mark.parametrize(("team", "assignee"), [("billing", None), (None, None)])
async def test_a_new_team_clears_an_assignee_from_outside(standard, team, assignee):
    await standard.do("ann", c.SetTeam(ticket="opened", team=team))
    ticket = await standard.ticket("opened")
    assert (ticket.team, ticket.assignee) == (team, assignee)


async def test_an_assignee_who_is_in_the_new_team_stays(standard):
    await standard.do(
        "ada",
        c.SetMembership(membership="ann-billing", agent="ann", team="billing", level="read"),
        c.SetTeam(ticket="opened", team="billing"),
    )
    assert (await standard.ticket("opened")).assignee == "ann"


async def test_the_organisation_follows_the_requester(standard):
    await standard.do("ann", c.ChangeContact(contact="sam", organisation="globex"))
    await standard.do("ann", c.ChangeRequester(ticket="opened", requester="sam"))
    assert (await standard.ticket("opened")).organisation == "globex"


async def test_a_merged_contact_stands_for_the_one_that_is_left(standard):
    await standard.do("ann", c.ChangeRequester(ticket="opened", requester="sam"))
    await standard.do("ann", c.ChangeRequester(ticket="opened", requester="old"))
    assert (await standard.ticket("opened")).requester == "kim"


async def test_an_invitation_is_withdrawn_by_those_who_work_on_the_ticket(standard):
    await standard.do("ann", c.FollowTicket(ticket="opened", agent="ben"))
    refused = await standard.ask("rob", c.UnfollowTicket(ticket="opened", agent="ben"))
    assert refused.refusal.code == Code.FORBIDDEN
    await standard.do("ann", c.UnfollowTicket(ticket="opened", agent="ben"))
    assert (await standard.ticket("opened")).followers == ()


async def test_a_reader_may_stop_following(standard):
    await standard.do("rob", c.FollowTicket(ticket="opened"), c.UnfollowTicket(ticket="opened"))
    assert (await standard.ticket("opened")).followers == ()


async def test_following_does_not_turn_a_reader_into_a_worker(standard):
    await standard.do("rob", c.FollowTicket(ticket="opened"))
    answer = await standard.ask("rob", c.SetPriority(ticket="opened", priority="high"))
    assert answer.refusal.code == Code.FORBIDDEN


@pytest.mark.parametrize("ticket", ["opened", "solved"])
async def test_only_a_closed_ticket_is_archived(standard, ticket):
    answer = await standard.ask("lea", c.ArchiveTicket(ticket=ticket))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "status")


async def test_archiving_twice_is_archiving_once(standard):
    assert (await standard.do("lea", c.ArchiveTicket(ticket="archived"))).seq is None


async def test_a_machine_is_nobody_who_could_take_or_follow(standard):
    for command in (
        c.TakeTicket(ticket="fresh"),
        c.ReleaseTicket(ticket="opened"),
        c.FollowTicket(ticket="fresh"),
        c.UnfollowTicket(ticket="fresh"),
    ):
        answer = await standard.ask(OPERATOR_ACTOR, command)
        assert answer.refusal.code == Code.FORBIDDEN


async def test_a_ticket_has_at_most_two_hundred_followers(standard):
    for number in range(200):
        name = f"guest{number}"
        await standard.do(
            OPERATOR_ACTOR,
            c.CreateAgent(agent=name, name=name, email=f"{name}@desk.test"),
            c.FollowTicket(ticket="opened", agent=name),
        )
    answer = await standard.ask("ann", c.FollowTicket(ticket="opened"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "followers")
