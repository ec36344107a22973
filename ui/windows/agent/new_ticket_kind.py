# SPDX-License-Identifier: Apache-2.0
"""How the panel of a new ticket looks for each kind."""

from ui.models.words import translate
from ui.windows.agent.new_ticket import CALL, TEAM, WRITE, NewTicketPanel


def draft_mode(kind: str) -> str:
    """Under which mode a draft is kept: a call may come in the middle of something written."""
    return "note" if kind == CALL else "reply"


def show_kind(panel: NewTicketPanel, *, on_ticket: bool, mailed: str, has_customer: bool) -> None:
    """Show what the chosen kind needs. `on_ticket` adds a call to a ticket that is there;
    `mailed` is who can be sent what was said.
    """
    calls, writes = panel.kind.key == CALL, panel.kind.key == WRITE
    panel.call.setVisible(calls)
    panel.customer.setVisible(panel.kind.key != TEAM)
    panel.subject.setVisible(not on_ticket)
    panel.grid.setVisible(not on_ticket)
    panel.counts.setVisible(on_ticket)
    panel.mails.setVisible(calls and not on_ticket and bool(mailed))
    told = translate("new_ticket", "Mail {name} this summary").format(name=mailed)
    panel.mails.set_label(told)
    panel.text.recipients.setVisible(writes and has_customer)
    panel.text.set_label(*_text_words(panel), mentions=not writes)
    create, solve = (
        translate("new_ticket", "Create ticket"),
        translate("new_ticket", "Create and solve"),
    )
    if on_ticket:
        create, solve = (
            translate("new_ticket", "Add the call"),
            translate("new_ticket", "Add and solve"),
        )
    panel.create_button.set_label(create)
    panel.solve_button.set_label(solve)


def _text_words(panel: NewTicketPanel) -> tuple[str, str]:
    """What the text is called, and what is said while it is empty."""
    team_only = translate("new_ticket", "Only your team sees this. Type @ to mention somebody")
    if panel.kind.key == CALL:
        return translate("new_ticket", "What was said"), team_only
    if panel.kind.key == TEAM:
        return translate("new_ticket", "What is to be done"), team_only
    to_customer = translate("new_ticket", "Write to the customer, or type / for a prepared reply")
    return translate("new_ticket", "Message"), to_customer
