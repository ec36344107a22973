# SPDX-License-Identifier: Apache-2.0
"""Commands on service level policies: drafts, versions and their order."""

from collections.abc import Callable
from typing import Any

from sync_server.contract.commands import PublishPolicy, SavePolicy
from sync_server.contract.entities import Calendar, SlaPolicy
from sync_server.desk.access import administers
from sync_server.desk.commands.given import read_document
from sync_server.desk.commands.references import usable_calendar
from sync_server.desk.commands.versions import publish, save, to_publish
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.sla.policies import CHOICES, Policy, check_values, read_policy
from sync_server.domain.sla.reach import check_reach


@handles(SavePolicy, policy=administers, audit="configuration")
def handle_save_policy(unit: Unit, command: SavePolicy) -> None:
    """Keep the draft, if it says a policy. Refused: bad_value, conflict."""
    new = SlaPolicy(id=command.policy, name=command.policy)
    saved = save(unit, new, command, fields=("name", "position", "disabled"), read=_reading(unit))
    if saved.number and not saved.disabled:
        _check_calendar(unit, saved.document)


@handles(PublishPolicy, policy=administers, audit="configuration")
def handle_publish_policy(unit: Unit, command: PublishPolicy) -> None:
    """Put it into force. Refused: bad_value, not_found for a calendar that is not in force."""
    known = unit.get(SlaPolicy, command.policy)
    document = to_publish(unit, known, command.number)
    unit.check_base(known, "document", command.base, document)
    policy = read_document(_reading(unit), document)
    _check_calendar(unit, document)
    _check_reach(unit, policy, document)
    publish(unit, known, document, note=command.note)


def _reading(unit: Unit) -> Callable[[Any], Policy]:
    """A reader of documents that refuses conditions on teams and people of no such id, too."""
    known = {**CHOICES, "team": unit.roster.teams, "assignee": unit.roster.agents}

    def read(document: Any) -> Policy:
        policy = read_policy(document)
        check_values(document, known)
        return policy

    return read


def _check_reach(unit: Unit, policy: Policy, document: dict[str, Any]) -> None:
    """Refuse targets that its calendar, since it is in force, is not open for long enough for."""
    known = None if policy.calendar is None else unit.find(Calendar, policy.calendar)
    if known is not None and known.published_at is not None:
        calendar, since = unit.promises.calendar(known.id), known.published_at
        read_document(lambda _: check_reach(policy, calendar, since), document)


def _check_calendar(unit: Unit, document: dict[str, Any]) -> None:
    """Refuse what is no policy, or names a calendar by which no clock can run."""
    policy = read_document(read_policy, document)
    if policy.calendar is not None:
        usable_calendar(unit, policy.calendar, "document.calendar")
