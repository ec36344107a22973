# SPDX-License-Identifier: Apache-2.0
"""What a desk has on its first day: a team with a form, working hours and what is promised in them,
categories, and replies kept ready.

Each row has an id that follows from its name in English, and what is there already is left alone:
a run that was cut short is finished by the next, and what somebody changed meanwhile stays as they
want it.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sync_server.channels.derived_ids import derived_id
from sync_server.config import Language
from sync_server.contract.commands import (
    ChangeTeam,
    ChangeWorkspace,
    Command,
    CreateCategory,
    CreateTeam,
    PublishCalendar,
    PublishPolicy,
    SaveCalendar,
    SaveCanned,
    SavePolicy,
)
from sync_server.contract.entities import (
    DESK_HOURS,
    WORKSPACE,
    Calendar,
    SlaPolicy,
    Workspace,
)
from sync_server.contract.ids import CannedId, CategoryId, PolicyId, TeamId
from sync_server.desk.actor import OPERATOR, Actor
from sync_server.desk.desk import Desk
from sync_server.domain.calendar.usual_week import UsualWeek, with_week
from sync_server.environment import Environment
from sync_server.operations import first_content_de as german
from sync_server.operations.failed import Failed
from sync_server.store.rows import AllRows

FOUNDER: Final = Actor(kind=OPERATOR, id="operator", via="console", device="console")

TEAM: Final = "Support"

CATEGORIES: Final = (
    "Question",
    "Problem",
    "Order",
    "Delivery",
    "Return or exchange",
    "Invoice or payment",
    "Account and sign-in",
    "Cancellation",
    "Complaint",
    "Idea or praise",
)

ACKNOWLEDGEMENT: Final = (
    "Thank you for writing to us. Your message has arrived, and somebody will answer it as soon as "
    "they can.\n\nTo add something, just answer this mail."
)
"""Nothing of what the customer wrote is repeated: such a mail could be sent to anybody."""

CANNED: Final[dict[str, str]] = {
    "Looking into it": (
        "Hello {{customer.first_name}},\n\nthank you for your message. I am looking into it and "
        "will write again as soon as I know more.\n\n{{agent.name}}"
    ),
    "More details, please": (
        "Hello {{customer.first_name}},\n\nthank you for your message. To help, I need to know a "
        "little more:\n\n- What did you do, step by step?\n- What did you expect?\n- What happened "
        "instead, and since when?\n\n{{agent.name}}"
    ),
    "Screenshot, please": (
        "Hello {{customer.first_name}},\n\ncould you send a picture of what you see? Answer this "
        "mail and attach it. Please cover passwords and card numbers first.\n\n{{agent.name}}"
    ),
    "Order number, please": (
        "Hello {{customer.first_name}},\n\nwhich order is this about? The number is in the mail "
        "that confirmed it. With it I can look at once.\n\n{{agent.name}}"
    ),
    "Known problem": (
        "Hello {{customer.first_name}},\n\nyou are right, and you are not alone: we know of this "
        "problem and are working on it. I have noted you on #{{ticket.number}} and will write when "
        "it is solved.\n\n{{agent.name}}"
    ),
    "Passed on to a colleague": (
        "Hello {{customer.first_name}},\n\na colleague who knows more about this has taken over "
        "your request. You need not do anything: the answer comes to this address, under "
        "#{{ticket.number}}.\n\n{{agent.name}}"
    ),
    "Money sent back": (
        "Hello {{customer.first_name}},\n\nwe have sent the money back the way you paid. Depending "
        "on your bank it arrives within five working days.\n\n{{agent.name}}"
    ),
    "Cannot sign in": (
        'Hello {{customer.first_name}},\n\nplease choose "Forgot password" on the sign-in page '
        "and enter {{customer.email}}. If no mail arrives within ten minutes, look among the "
        "unwanted mail, and then tell me.\n\n{{agent.name}}"
    ),
    "Does it work now?": (
        "Hello {{customer.first_name}},\n\ndoes everything work now? If so, you need not answer. "
        "If not, tell me what you see, and I will look again.\n\n{{agent.name}}"
    ),
    "Closing without an answer": (
        "Hello {{customer.first_name}},\n\nas we have not heard from you, I am closing "
        '"{{ticket.subject}}". Just answer this mail if there is more: your request opens '
        "again.\n\n{{agent.name}}"
    ),
}
"""Replies for everybody, by name; the fields are `sync_server.contract.placeholders`."""

WORK_DAYS: Final = (0, 1, 2, 3, 4)
WORK_FROM: Final = 9 * 60
WORK_UNTIL: Final = 17 * 60
"""Eight hours from Monday to Friday, in minutes after midnight."""

CALENDAR: Final = "Working hours"
POLICY: Final = "Standard"
TARGETS: Final = {"first_reply": "8h", "next_reply": "8h", "resolution": "3 business days"}
"""What everybody is promised, in working time."""

_STANDARD: Final = PolicyId(derived_id("policy", POLICY))


async def furnish(
    desk: Desk, environment: Environment, zone: str, language: Language = "en"
) -> None:
    """Make what is missing of all this. Raises `Failed`."""
    commands = await environment.lane("desk").run(first_commands, desk, zone, language)
    await _enter(desk, commands)


async def promise_as_new(desk: Desk, environment: Environment, language: Language = "en") -> None:
    """Give a desk from before calendars one of its hours, and promise in it what a new desk does.

    Once: where anybody has made a calendar or a policy, only what was begun here is finished.
    Raises `Failed`.
    """
    commands = await environment.lane("desk").run(_promises_of_before, desk, language)
    await _enter(desk, commands)


async def keep_shared_replies(desk: Desk) -> None:
    """Make only the replies for everybody, on a desk that has the rest. Raises `Failed`."""
    await _enter(desk, shared_replies())


async def _enter(desk: Desk, commands: Iterable[tuple[str, Command]]) -> None:
    for id_, command in commands:
        answer = await desk.execute(command, FOUNDER, id=id_)
        if answer.refusal is not None:
            raise Failed(f"The desk could not be furnished: {answer.refusal.code}")


def first_commands(desk: Desk, zone: str, language: Language = "en") -> list[tuple[str, Command]]:
    """The commands that make what is missing, each with an id under which it has one effect.

    `zone` is the IANA name of the time zone of the working hours. Blocks.
    """
    return list(_missing(zone, _known(desk), language))


def _known(desk: Desk) -> set[str]:
    with desk.database.read() as reader:
        rows = AllRows(desk.database)
        return {
            entity.id
            for kind in ("team", "category", "canned", "workspace", "calendar", "sla_policy")
            for entity in rows[kind].every(reader)
            if not isinstance(entity, Calendar | SlaPolicy) or entity.number
        }


def _promises_of_before(desk: Desk, language: Language) -> list[tuple[str, Command]]:
    with desk.database.read() as reader:
        rows = AllRows(desk.database)
        hours = [row for row in rows["workspace"].every(reader) if isinstance(row, Workspace)]
        made = [row.id for kind in ("calendar", "sla_policy") for row in rows[kind].every(reader)]
    if not hours or not {*made} <= {DESK_HOURS, _STANDARD}:
        return []
    (row,) = hours
    week = UsualWeek(row.timezone, row.work_days, row.work_from, row.work_until)
    return list(_promises(week, _known(desk), language))


def _missing(zone: str, known: set[str], language: Language) -> Iterator[tuple[str, Command]]:
    team = TeamId(derived_id("team", TEAM))
    if team not in known:
        yield _step("team"), CreateTeam(team=team, name=TEAM)
    yield _step("form"), ChangeTeam(team=team, form=True)
    if WORKSPACE not in known:
        yield (
            _step("workspace", zone),
            ChangeWorkspace(
                timezone=zone,
                work_days=WORK_DAYS,
                work_from=WORK_FROM,
                work_until=WORK_UNTIL,
                acknowledgement=german.ACKNOWLEDGEMENT if language == "de" else ACKNOWLEDGEMENT,
            ),
        )
    week = UsualWeek(zone, WORK_DAYS, WORK_FROM, WORK_UNTIL)
    yield from _promises(week, known, language)
    for name in CATEGORIES:
        category = CategoryId(derived_id("category", name))
        if category not in known:
            called = german.CATEGORIES[name] if language == "de" else name
            yield _step("category", name), CreateCategory(category=category, name=called)
    for id_, command in shared_replies(language):
        if command.canned not in known:
            yield id_, command


def _promises(
    week: UsualWeek, known: set[str], language: Language
) -> Iterator[tuple[str, Command]]:
    """The calendar of the desk's working hours, and the policy that runs by it."""
    if DESK_HOURS not in known:
        yield from _calendar(week, language)
    if _STANDARD not in known:
        document: dict[str, object] = {"calendar": DESK_HOURS, "targets": TARGETS}
        yield (
            _step("policy"),
            SavePolicy(policy=_STANDARD, name=POLICY, document=document, position=0),
        )
        yield _step("policy", "in force"), PublishPolicy(policy=_STANDARD)


def _calendar(week: UsualWeek, language: Language) -> Iterator[tuple[str, Command]]:
    days = "".join(map(str, week.days))
    yield (
        _step("calendar", week.timezone, days, str(week.begins), str(week.ends)),
        SaveCalendar(
            calendar=DESK_HOURS,
            name=german.CALENDAR if language == "de" else CALENDAR,
            document=with_week({}, week),
        ),
    )
    yield _step("calendar", "in force"), PublishCalendar(calendar=DESK_HOURS)


def shared_replies(language: Language = "en") -> Iterator[tuple[str, SaveCanned]]:
    """The commands that make the replies for everybody, each with its id."""
    for name, english in CANNED.items():
        canned = CannedId(derived_id("canned", name))
        called = german.NAMES[name] if language == "de" else name
        text = german.CANNED[name] if language == "de" else english
        yield (
            _step("canned", name),
            SaveCanned(canned=canned, name=called, text=text, shared=True),
        )


def _step(*names: str) -> str:
    return derived_id("first content", *names)
