# SPDX-License-Identifier: Apache-2.0
"""Commands on the desk as a whole, on what agents want to be told, and on keys of programs."""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sync_server.contract.commands import (
    ChangeWorkspace,
    CreateApiKey,
    RevokeApiKey,
    SetPreferences,
    given,
)
from sync_server.contract.entities import WORKSPACE, ApiKey, Preferences, Workspace
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import administers, anybody, author
from sync_server.desk.commands.calendars import follow_hours
from sync_server.desk.commands.given import check_bases
from sync_server.desk.commands.references import usable_team
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

LONGEST_KEY: Final = timedelta(days=731)
"""For how long a program's key may be good."""

_FIELDS: Final = (
    "timezone",
    "work_days",
    "work_from",
    "work_until",
    "acknowledgement",
    "close_days",
    "channel_weights",
    "priority_weights",
)
_WISHES: Final = ("mail_assigned", "mail_mentioned")


@handles(ChangeWorkspace, policy=administers, audit="configuration")
def handle_change_workspace(unit: Unit, command: ChangeWorkspace) -> None:
    """Change what is given; the desk's calendar follows its hours.

    Refused: bad_value for hours or a zone that there are not, or a week without a day of work.
    """
    workspace = unit.find(Workspace, WORKSPACE) or unit.insert(Workspace(id=WORKSPACE))
    changes = given(command, _FIELDS)
    if "work_days" in changes:
        changes["work_days"] = tuple(sorted({*changes["work_days"]}))
    check_bases(unit, workspace, changes, base=command.base)
    changed = unit.update(workspace, **changes)
    if changed.work_from >= changed.work_until:
        raise Refused(Code.BAD_VALUE, "work_until")
    _check_zone(changed.timezone)
    follow_hours(unit, changed)


@handles(SetPreferences, policy=anybody, audit="own")
def handle_set_preferences(unit: Unit, command: SetPreferences) -> None:
    """Note what the author wants to be told by mail."""
    me = author(unit)
    known = unit.find(Preferences, me) or unit.insert(Preferences(id=me))
    unit.update(known, **given(command, _WISHES))


@handles(CreateApiKey, policy=administers, audit="access")
def handle_create_api_key(unit: Unit, command: CreateApiKey) -> None:
    """Enter a program's key, which ends by itself. Refused: bad_value, exists."""
    if command.team is not None:
        usable_team(unit, command.team)
    longest = unit.now + LONGEST_KEY // timedelta(microseconds=1)
    if not unit.now < command.expires_at <= longest:
        raise Refused(Code.BAD_VALUE, "expires_at")
    if unit.lookup.api_key_by_digest(command.digest) is not None:
        raise Refused(Code.EXISTS, "digest")
    unit.insert(
        ApiKey(
            id=command.key,
            name=command.name,
            rights=tuple(sorted({*command.rights})),
            team=command.team,
            digest=command.digest,
            expires_at=command.expires_at,
        )
    )


@handles(RevokeApiKey, policy=administers, audit="access")
def handle_revoke_api_key(unit: Unit, command: RevokeApiKey) -> None:
    """End a key; an ended one stays as it is."""
    key = unit.get(ApiKey, command.key)
    if key.revoked_at is None:
        unit.update(key, revoked_at=unit.now)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(Code.BAD_VALUE, "timezone") from None
