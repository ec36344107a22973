# SPDX-License-Identifier: Apache-2.0
"""Commands on service level policies: drafts, versions and their order."""

from typing import Any

from sync_server.contract.commands import PublishPolicy, SavePolicy
from sync_server.contract.documents import DocumentError
from sync_server.contract.entities import Calendar, SlaPolicy
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import administers
from sync_server.desk.commands.given import check_bases, given
from sync_server.desk.commands.versions import draft_of, publish, refused, to_publish
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.sla.policies import Policy, read_policy


@handles(SavePolicy, policy=administers, audit="configuration")
def handle_save_policy(unit: Unit, command: SavePolicy) -> None:
    """Keep the draft, if it says a policy. Refused: bad_value, conflict."""
    known = unit.find(SlaPolicy, command.policy)
    changes = {
        **given(command, ("name", "position", "disabled")),
        **draft_of(known, command.document),
    }
    if changes.get("draft") is not None:
        _policy(changes["draft"])
    if known is None:
        unit.insert(SlaPolicy(id=command.policy, **{"name": command.policy, **changes}))
        return
    check_bases(unit, known, changes, base=command.base)
    changed = unit.update(known, **changes)
    if changed.number and not changed.disabled:
        _check_calendar(unit, _policy(changed.document))


@handles(PublishPolicy, policy=administers, audit="configuration")
def handle_publish_policy(unit: Unit, command: PublishPolicy) -> None:
    """Put it into force. Refused: bad_value, not_found for a calendar that is not in force."""
    known = unit.get(SlaPolicy, command.policy)
    document = to_publish(unit, known, command.number)
    unit.check_base(known, "document", command.base, document)
    _check_calendar(unit, _policy(document))
    publish(unit, known, document, note=command.note)


def _policy(document: dict[str, Any]) -> Policy:
    try:
        return read_policy(document)
    except DocumentError as error:
        raise refused(error) from None


def _check_calendar(unit: Unit, policy: Policy) -> None:
    """Refuse what names a calendar by which no clock can run."""
    if policy.calendar is None:
        return
    calendar = unit.find(Calendar, policy.calendar)
    if calendar is None or not calendar.number:
        raise Refused(Code.NOT_FOUND, "document.calendar")
    if calendar.disabled:
        raise Refused(Code.BAD_VALUE, "document.calendar")
