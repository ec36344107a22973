# SPDX-License-Identifier: Apache-2.0
"""What a draft of a new ticket keeps beside its text, and how the panel shows it again."""

from sync_server.contract.ids import AgentId
from ui.windows.agent.choices import NOBODY
from ui.windows.agent.new_ticket import NEXT, WRITE, NewTicketPanel
from ui.windows.agent.next_status import AS_IT_IS

_ON, _OFF = "on", "off"


def panel_details(panel: NewTicketPanel, *, me: AgentId | None) -> dict[str, str]:
    """What was entered and chosen, but for the customer; what nobody touched is left out."""
    fields = panel.fields
    found = {"subject": panel.subject.text(), "tags": "\n".join(fields["tags"].keys)}
    for name in ("team", "category"):
        found[name] = fields[name].key.replace(NOBODY, "")
    for name, usual in (("priority", "normal"), ("assignee", me or ""), (NEXT, AS_IT_IS)):
        if fields[name].key != usual:
            found[name] = fields[name].key
    found["mails"] = _ON if panel.mails.isChecked() else ""
    found["counts"] = "" if panel.counts.isChecked() else _OFF
    return found


def show_details(panel: NewTicketPanel, details: dict[str, str]) -> None:
    """What a draft has kept of it."""
    panel.kind.set_key(details.get("kind", WRITE))
    panel.subject.set_text(details.get("subject", ""))
    panel.mails.setChecked(details.get("mails") == _ON)
    panel.counts.setChecked(details.get("counts") != _OFF)
    for name, button in panel.fields.items():
        if name == "tags":
            button.set_keys(details.get(name, "").split())
        elif name in details:
            button.set_keys((details[name],))


def show_nothing(panel: NewTicketPanel, *, me: AgentId | None) -> None:
    """As it is before anything was entered: the ticket will be one's own."""
    panel.kind.set_key(WRITE)
    panel.subject.set_text("")
    panel.mails.setChecked(False)
    panel.counts.setChecked(True)
    panel.text.set_error("")
    panel.say("")
    for button in panel.fields.values():
        button.set_keys(())
    panel.fields["priority"].set_keys(("normal",))
    panel.fields[NEXT].set_keys((AS_IT_IS,))
    panel.fields["assignee"].set_keys((me or NOBODY,))
