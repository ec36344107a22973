# SPDX-License-Identifier: Apache-2.0
"""What a merge does, in words, before it is done."""

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from ui.models.people import agent_name, company_name, contact_name
from ui.models.words import number_words, status_words, time_words, translate
from ui.widgets import plural
from ui.windows.agent.fields import field_title, value_words
from ui.windows.agent.joining.lines import Line


def side_lines(workspace: Workspace, ticket: Ticket) -> tuple[Line, ...]:
    """One of the two tickets, as it is."""
    customer = [translate("merge", "Nobody")]
    if ticket.requester is not None:
        customer = [contact_name(workspace, ticket.requester), company_name(workspace, ticket)]
    assignee = translate("merge", "Nobody")
    if ticket.assignee is not None:
        assignee = agent_name(workspace, ticket.assignee)
    count = plural.tr("%n messages", "1 message", ticket.messages)
    if ticket.last_message_at is not None:
        last = time_words(ticket.last_message_at, workspace.now_us())
        count = translate("merge", "{count}, last {time}").format(count=count, time=last)
    return (
        Line(translate("properties", "Customer"), " \u00b7 ".join(filter(None, customer))),
        Line(field_title("status"), status_words(ticket.status)),
        Line(field_title("team"), value_words(workspace, "team", ticket.team)),
        Line(field_title("assignee"), assignee),
        Line(translate("merge", "Messages"), count),
    )


def merge_lines(workspace: Workspace, source: Ticket, into: Ticket) -> tuple[Line, ...]:
    """What happens when one ticket goes into another."""
    goes, stays = number_words(source.number), number_words(into.number)
    return (
        Line(translate("merge", "Messages"), _moves(source.messages, stays)),
        Line(
            translate("merge", "Clocks"),
            translate(
                "merge", "Those of {goes} stop and warn of nothing. Those of {stays} run on."
            ).format(goes=goes, stays=stays),
        ),
        *_customers(workspace, source, into),
        Line(translate("merge", "Outside"), translate("merge", "Nobody is told anything.")),
        Line(
            translate("merge", "Way back"),
            translate(
                "merge",
                "Undo, now or later. What comes after the merge stays in {stays} unless you"
                " choose it.",
            ).format(stays=stays),
        ),
    )


def merge_title(source: Ticket, into: Ticket) -> str:
    """The question of the panel."""
    told = translate("merge", "Merge {goes} into {stays}")
    return told.format(goes=number_words(source.number), stays=number_words(into.number))


def merged_words(into: Ticket) -> str:
    """What was done."""
    return translate("merge", "Merged into {ticket}").format(ticket=number_words(into.number))


def differ(source: Ticket, into: Ticket) -> bool:
    """Whether a merge brings people together who had nothing to do with each other: the server
    asks by the same rule.
    """
    pairs = ((source.requester, into.requester), (source.organisation, into.organisation))
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _moves(count: int, stays: str) -> str:
    if not count:
        return translate("merge", "There are none to move.")
    told = plural.tr("%n messages move to {stays}.", "1 message moves to {stays}.", count)
    return told.format(stays=stays)


def _customers(workspace: Workspace, source: Ticket, into: Ticket) -> tuple[Line, ...]:
    if not differ(source, into):
        return ()
    what = translate("properties", "Customer")
    if source.requester == into.requester:
        told = translate("merge", "They are of different companies.")
        return (Line(what, told, warns=True),)
    told = translate(
        "merge",
        "{goes} and {stays} are not the same. From now on each gets copies of what the other is"
        " answered.",
    )
    names = (contact_name(workspace, each.requester) for each in (source, into))
    goes, stays = names
    return (Line(what, told.format(goes=goes, stays=stays), warns=True),)
