# SPDX-License-Identifier: Apache-2.0
"""Makes the sample desk: Brightwater Support, its customers, and sixty days of tickets.

The last hours before `as_of` are busy whatever the clock says, because a demo is shown at any hour:
what waits for an agent was written in the last hours. Everything older follows office hours.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Final, Literal

from resources.sample.bank import Scenario, Turn, read_toml, scenarios
from resources.sample.model import (
    Channel,
    MessageKind,
    Priority,
    SampleAgent,
    SampleCategory,
    SampleContact,
    SampleDesk,
    SampleTag,
    SampleTicket,
    Status,
)
from resources.sample.people import People, make_people
from resources.sample.pinned import pinned_tickets
from resources.sample.promises import calendars, policies
from resources.sample.rhythm import OFFICE, arrival, some_time
from resources.sample.threads import Cast, Schedule, hold_note, write_thread

DAYS: Final = 60
FEWEST: Final = 50
CLOSES_AFTER: Final = timedelta(days=4)
"""How long after solving a ticket is closed."""

_FULL_QUEUE: Final = 500
"""A desk with fewer tickets than this has a queue that is smaller in proportion."""

_TEAM_SHARES: Final = {"Platform": 40, "Billing": 26, "Logistics": 22, "Onboarding": 12}
_CHANNELS: Final[dict[Channel, int]] = {"email": 62, "form": 16, "chat": 10, "phone": 7, "api": 5}
_LADDER: Final[tuple[Priority, ...]] = ("low", "normal", "high", "urgent")
_NATIVE: Final = 0.5
"""How often a customer writes in a language of their own."""

_LONGEST_WAIT: Final = 155.0
_WAITS: Final = {"gold": 24.0, "platinum": 9.0}
"""How long a question waits at most, in minutes: those with a plan are answered sooner."""

_State = Literal["open", "pending", "on_hold", "finished"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A ticket still to be made. Without an assignee anybody of the team who fits has it."""

    team: str
    state: _State
    assignee: SampleAgent | None = None


def generate(seed: int = 1, *, as_of: datetime, tickets: int = 3000) -> SampleDesk:
    """The desk of this seed at the instant `as_of`, with that many tickets.

    Raises ValueError for a naive `as_of` and for fewer than `FEWEST` tickets.
    """
    if as_of.tzinfo is None:
        raise ValueError("as_of needs a zone")
    if tickets < FEWEST:
        raise ValueError(f"a desk has at least {FEWEST} tickets")
    as_of = as_of.astimezone(UTC)
    company = read_toml("company.toml")
    people = make_people(Random(f"{seed}/people"), company)
    pinned = pinned_tickets(Random(f"{seed}/pinned"), people, as_of)
    maker = _TicketMaker(people, as_of, Random(f"{seed}/weights"))
    maker.complete.update(ticket.assignee for ticket in pinned if ticket.status == "pending")
    maker.used.update((ticket.subject, ticket.requester) for ticket in pinned)
    made = list(pinned)
    for place, plan in enumerate(_plans(Random(f"{seed}/plans"), people, pinned, total=tickets)):
        made.append(maker.make(Random(f"{seed}/{place}"), plan))
    made.sort(key=lambda ticket: ticket.opened_at)
    return SampleDesk(
        name=company["name"],
        domain=people.domain,
        as_of=as_of,
        teams=people.teams,
        agents=people.agents,
        organisations=people.organisations,
        contacts=people.contacts,
        categories=_categories(made),
        tags=tuple(SampleTag(word) for word in sorted({tag for each in made for tag in each.tags})),
        calendars=calendars(company, as_of),
        policies=policies(company),
        tickets=tuple(made),
    )


def _plans(
    random: Random, people: People, pinned: tuple[SampleTicket, ...], *, total: int
) -> list[_Plan]:
    """What is to be made beside the pinned tickets: the queue first, then finished work."""
    by_address = {agent.email: agent for agent in people.agents}
    our_turn, pending = dict(people.our_turn), dict(people.pending)
    for ticket in pinned:
        if ticket.status == "pending":
            pending[ticket.team] -= 1
        elif ticket.assignee is not None:
            our_turn[ticket.assignee, ticket.team] -= 1
    queue = [
        _Plan(team, "open", by_address[assignee])
        for (assignee, team), count in our_turn.items()
        for _ in range(count)
    ]
    queue += [_Plan(team, "pending") for team, count in pending.items() for _ in range(count)]
    queue += [
        _Plan(team, "on_hold") for team, count in people.on_hold.items() for _ in range(count)
    ]
    if total < _FULL_QUEUE:
        queue = random.sample(queue, len(queue) * (total - len(pinned)) // _FULL_QUEUE)
    rest = total - len(pinned) - len(queue)
    teams = random.choices(list(_TEAM_SHARES), list(_TEAM_SHARES.values()), k=rest)
    return queue + [_Plan(team, "finished") for team in teams]


def _categories(tickets: list[SampleTicket]) -> tuple[SampleCategory, ...]:
    """The tree that the scenarios and tickets name, each parent before its children."""
    leaves = {scenario.category for scenario in scenarios()}
    leaves |= {ticket.category for ticket in tickets}
    paths = {leaf[:depth] for leaf in leaves for depth in range(1, len(leaf) + 1)}
    return tuple(SampleCategory(path) for path in sorted(paths))


class _TicketMaker:
    """Makes single tickets. `used` holds the subjects that each customer has had, `complete` whose
    waiting tickets are all pinned.
    """

    def __init__(self, people: People, as_of: datetime, random: Random) -> None:
        self._people = people
        self._as_of = as_of
        self._organisations = {each.name: each for each in people.organisations}
        liveliness = {
            each.name: min(random.paretovariate(1.4), 5.0) for each in people.organisations
        }
        self._contact_weights = [
            liveliness[contact.organisation] * min(random.paretovariate(1.8), 4.0)
            for contact in people.contacts
        ]
        self._scenario_weights = {each.key: random.uniform(0.5, 3.0) for each in scenarios()}
        self.used: set[tuple[str, str]] = set()
        self.complete: set[str | None] = set()

    @cached_property
    def _acquaintances(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for contact in self._people.contacts:
            found.setdefault(contact.organisation, []).append(contact.name)
        return found

    def make(self, random: Random, plan: _Plan) -> SampleTicket:
        """A ticket as planned, with a subject that its customer has not used before if possible."""
        ticket = self._attempt(random, plan)
        for _ in range(12):
            if (ticket.subject, ticket.requester) not in self.used:
                break
            ticket = self._attempt(random, plan)
        self.used.add((ticket.subject, ticket.requester))
        return ticket

    def _attempt(self, random: Random, plan: _Plan) -> SampleTicket:
        requester = random.choices(self._people.contacts, self._contact_weights)[0]
        native = requester.language if random.random() < _NATIVE else "en"
        scenario = self._scenario(random, plan, native)
        cast = self._cast(random, plan, requester, language=scenario.language)
        channel = random.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
        turns = _course(random, scenario, plan.state)
        kinds = [turn.kind for turn in turns]
        schedule = Schedule(requester.timezone, channel)
        longest = _WAITS.get(cast.organisation.plan, _LONGEST_WAIT)
        times = self._times(random, plan.state, schedule, kinds, longest=longest)
        subject, messages = write_thread(
            random, scenario, turns, cast=cast, channel=channel, times=times
        )
        status, solved_at, closed_at = self._ending(random, plan.state, times[-1])
        return SampleTicket(
            subject=subject,
            requester=requester.email,
            team=plan.team,
            assignee=cast.assignee.email,
            status=status,
            priority=_priority(random, scenario, vip=requester.vip or cast.organisation.vip),
            category=scenario.category,
            tags=scenario.tags,
            channel=channel,
            language=scenario.language,
            opened_at=times[0],
            messages=messages,
            solved_at=solved_at,
            closed_at=closed_at,
        )

    def _scenario(self, random: Random, plan: _Plan, language: str) -> Scenario:
        if plan.assignee is not None and language not in plan.assignee.languages:
            language = "en"
        fitting = [
            each for each in scenarios() if each.team == plan.team and each.language == language
        ]
        weights = [self._scenario_weights[each.key] for each in fitting]
        return random.choices(fitting, weights)[0]

    def _cast(
        self, random: Random, plan: _Plan, requester: SampleContact, *, language: str
    ) -> Cast:
        workers = [each for each in self._people.agents if each.level_in(plan.team) == "work"]
        speakers = [each for each in workers if language in each.languages] or workers
        waits = plan.state in ("pending", "on_hold")
        free = [each for each in speakers if not waits or each.email not in self.complete]
        assignee = plan.assignee or random.choice(free or speakers)
        others = [
            name for name in self._acquaintances[requester.organisation] if name != requester.name
        ]
        return Cast(
            requester=requester,
            organisation=self._organisations[requester.organisation],
            acquaintances=tuple(others),
            assignee=assignee,
            mates=tuple(each for each in speakers if each is not assignee),
        )

    def _times(
        self,
        random: Random,
        state: _State,
        schedule: Schedule,
        kinds: list[MessageKind],
        *,
        longest: float,
    ) -> list[datetime]:
        if state == "finished":
            return self._finished_times(random, schedule, kinds)
        if state == "open":
            age = timedelta(minutes=random.triangular(2, longest, min(35, longest / 2)))
        elif state == "on_hold":
            age = timedelta(hours=random.uniform(8, 140))
        elif random.random() < 0.3:
            age = timedelta(hours=random.uniform(73, 190))
        else:
            age = timedelta(hours=random.uniform(0.6, 70))
        last_at = self._as_of - timedelta(seconds=int(age.total_seconds()))
        if state != "open":
            last_at = OFFICE.before(last_at, timedelta(minutes=random.randrange(20)))
        return schedule.backward(random, kinds, last_at)

    def _finished_times(
        self, random: Random, schedule: Schedule, kinds: list[MessageKind]
    ) -> list[datetime]:
        """Instants from an arrival on, all before `as_of`: earlier arrivals until they fit."""
        earliest = self._as_of - timedelta(days=DAYS)
        latest = self._as_of - timedelta(minutes=30)
        for _ in range(DAYS):
            opened_at = arrival(random, earliest, latest, zone=schedule.zone)
            times = schedule.forward(random, kinds, opened_at)
            if times[-1] < self._as_of - timedelta(minutes=2):
                return times
            latest -= timedelta(hours=10)
        raise AssertionError("a conversation of weeks")

    def _ending(
        self, random: Random, state: _State, last_at: datetime
    ) -> tuple[Status, datetime | None, datetime | None]:
        if state != "finished":
            return state, None, None
        solved_at = OFFICE.after(last_at, some_time(random, median=4, most=45))
        solved_at = min(solved_at, self._as_of)
        if self._as_of - solved_at < CLOSES_AFTER:
            return "solved", solved_at, None
        return "closed", solved_at, solved_at + CLOSES_AFTER


def _course(random: Random, scenario: Scenario, state: _State) -> tuple[Turn, ...]:
    """The turns of a scenario that have happened when a ticket is in this state."""
    talk = scenario.talk
    replies = [place for place, turn in enumerate(talk) if turn.kind == "reply"]
    if state == "finished":
        last = len(talk) - 1 if random.random() < 0.6 else random.choice(replies)
        return talk[: last + 1]
    if state == "open":
        questions = [
            place for place, turn in enumerate(talk[1:-1], start=1) if turn.kind == "customer"
        ]
        last = random.choice(questions) if questions and random.random() < 0.55 else 0
        return talk[: last + 1]
    asked = talk[: random.choice(replies[:-1] or replies) + 1]
    return asked if state == "pending" else (*asked, hold_note(random))


def _priority(random: Random, scenario: Scenario, *, vip: bool) -> Priority:
    step = random.choices((-1, 0, 1), (12, 78, 10))[0] + (vip and random.random() < 0.5)
    place = _LADDER.index(scenario.priority) + step
    return _LADDER[min(max(place, 0), len(_LADDER) - 1)]
