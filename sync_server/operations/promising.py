# SPDX-License-Identifier: Apache-2.0
"""What a sample company promises, as commands to a desk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from resources.sample.model import SampleCalendar, SamplePolicy
from sync_server.channels.derived_ids import derived_id
from sync_server.contract.commands import (
    Command,
    PublishCalendar,
    PublishPolicy,
    SaveCalendar,
    SavePolicy,
)
from sync_server.contract.ids import CalendarId, OrganisationId, PolicyId

Owners = Mapping[str, Sequence[OrganisationId]]
"""Plan -> the companies that have bought it."""


def promises(
    calendars: Iterable[SampleCalendar], policies: Iterable[SamplePolicy], owners: Owners
) -> Iterator[Command]:
    """The commands that put calendars and policies into force, in this order."""
    for calendar in calendars:
        id_ = _calendar_id(calendar.name)
        yield SaveCalendar(calendar=id_, name=calendar.name, document=calendar.document)
        yield PublishCalendar(calendar=id_)
    for position, policy in enumerate(policies):
        yield from _policy(policy, position, owners)


def _policy(policy: SamplePolicy, position: int, owners: Owners) -> Iterator[Command]:
    document = dict(policy.document)
    if "calendar" in document:
        document["calendar"] = _calendar_id(document["calendar"])
    if policy.plan:
        document["conditions"] = {"organisation": list(owners.get(policy.plan, ()))}
    elif policy.tags:
        document["conditions"] = {"tags": list(policy.tags)}
    id_ = PolicyId(derived_id("policy", policy.name))
    yield SavePolicy(policy=id_, name=policy.name, document=document, position=position)
    yield PublishPolicy(policy=id_)


def _calendar_id(name: str) -> CalendarId:
    return CalendarId(derived_id("calendar", name))
