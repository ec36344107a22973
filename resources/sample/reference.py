# SPDX-License-Identifier: Apache-2.0
"""Makes the reference desk of the benchmarks: any number of tickets, streamed, always the same.

20 teams, 500 agents in two teams each, 6 customers for 10 tickets, 8 of 100 tickets live. A ticket
has 4 messages in the median and 200 at the 99.9th percentile; a message has 600 characters in the
median, of words by Zipf's law; one in ten has HTML. The tickets lie in the last `DAYS` days.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from math import exp, log
from random import Random
from typing import Final

from resources.sample.bank import scenarios
from resources.sample.model import (
    MessageKind,
    Priority,
    SampleAgent,
    SampleCategory,
    SampleContact,
    SampleMessage,
    SampleOrganisation,
    SamplePlace,
    SampleTeam,
    SampleTicket,
    Status,
)
from resources.sample.phrasing import words_of

TEAMS: Final = 20
AGENTS: Final = 500
CATEGORIES: Final = 40
DAYS: Final = 365
CUSTOMERS_PER_ORGANISATION: Final = 12

_THREAD_QUANTILES: Final = (
    (0.0, 1.0), (0.25, 2.0), (0.5, 4.0), (0.75, 6.0), (0.9, 9.0), (0.95, 12.0),
    (0.99, 30.0), (0.999, 200.0), (1.0, 400.0),
)  # fmt: skip
"""How many messages a ticket has at each quantile; between them the logarithm is linear."""

_MEDIAN_CHARACTERS: Final = 600
_MOST_CHARACTERS: Final = 20_000
_TAPE_WORDS: Final = 600_000
_VOCABULARY: Final = 8_000
_ROOT: Final = "Reference"
_ENDINGS: Final = (
    "s",
    "ed",
    "ing",
    "er",
    "able",
    "less",
    "ness",
    "ly",
    "wise",
    "ful",
    "ish",
    "like",
)
_PRIORITIES: Final[tuple[Priority, ...]] = ("low", "normal", "normal", "normal", "high", "urgent")


class ReferenceDesk:
    """A desk of `count` tickets. Each call of a method starts its stream anew.

    Streams hold no ticket; the words that all messages are cut from take about 4 MB. Tickets come
    in the order of `opened_at`.
    """

    def __init__(self, count: int, *, as_of: datetime, seed: int = 1) -> None:
        if as_of.tzinfo is None:
            raise ValueError("as_of needs a zone")
        self.count = count
        self.customers = max(1, count * 6 // 10)
        self.as_of = as_of.astimezone(UTC)
        self._seed = seed

    def teams(self) -> tuple[SampleTeam, ...]:
        """All teams."""
        return tuple(SampleTeam(_team(place), f"s{place % 8 + 1}") for place in range(TEAMS))

    def agents(self) -> Iterator[SampleAgent]:
        """All agents, each at work in two teams; the first is the administrator."""
        for place in range(AGENTS):
            first, second = place % TEAMS, (place % TEAMS + 1 + place // TEAMS % 18) % TEAMS
            yield SampleAgent(
                name=f"Agent {place:03}",
                email=_agent(place),
                role="agent" if place else "administrator",
                teams=(SamplePlace(_team(first), "work"), SamplePlace(_team(second), "work")),
                languages=("en",),
            )

    def categories(self) -> Iterator[SampleCategory]:
        """All categories, the parent first."""
        yield SampleCategory((_ROOT,))
        for place in range(CATEGORIES):
            yield SampleCategory(_category(place))

    def organisations(self) -> Iterator[SampleOrganisation]:
        """All organisations, of `CUSTOMERS_PER_ORGANISATION` customers each."""
        for place in range(-(-self.customers // CUSTOMERS_PER_ORGANISATION)):
            yield SampleOrganisation(
                name=f"Company {place:05}",
                domains=(f"company{place:05}.example",),
                country="gb",
                account=f"cmp-{place:05}",
                vip=place % 50 == 0,
            )

    def contacts(self) -> Iterator[SampleContact]:
        """All customers."""
        for place in range(self.customers):
            yield SampleContact(
                name=f"Customer {place:06}",
                email=_customer(place),
                phone=f"+44 20 {place:08}",
                organisation=f"Company {place // CUSTOMERS_PER_ORGANISATION:05}",
                vip=place % 200 == 0,
                language="en",
                timezone="Europe/London",
            )

    def tickets(self) -> Iterator[SampleTicket]:
        """All tickets with their messages, oldest ticket first."""
        random = Random(f"{self._seed}/reference")
        start = self.as_of - timedelta(days=DAYS)
        step = timedelta(days=DAYS) / max(1, self.count)
        for place in range(self.count):
            opened_at = start + (place + random.random() * 0.999) * step
            # The newest fifth holds the live tickets, two of five in it: 8 of 100 in all.
            recent = place >= self.count - self.count // 5
            live = recent and place % 5 < 2
            yield self._ticket(random, place, opened_at, live=live)

    def _ticket(
        self, random: Random, place: int, opened_at: datetime, *, live: bool
    ) -> SampleTicket:
        status: Status = "closed"
        if live:
            status = random.choices(("open", "pending", "new"), (11, 8, 1))[0]
        team = random.randrange(TEAMS)
        requester = _customer(random.randrange(self.customers))
        agent = _agent(random.randrange(AGENTS // TEAMS) * TEAMS + team)
        kinds = _kinds(random, status, _thread_length(random))
        times = _times(random, len(kinds), opened_at, self.as_of)
        done_at = min(times[-1] + timedelta(minutes=5), self.as_of)
        return SampleTicket(
            subject=self._tape.cut(random, random.randrange(18, 70)).rstrip("."),
            requester=requester,
            team=_team(team),
            assignee=None if status == "new" else agent,
            status=status,
            priority=random.choice(_PRIORITIES),
            category=_category(place),
            tags=(f"tag{place % 97:02}",),
            channel="email",
            language="en",
            opened_at=opened_at,
            messages=tuple(
                self._message(random, kind, requester if kind == "customer" else agent, at=at)
                for kind, at in zip(kinds, times, strict=True)
            ),
            solved_at=None if live else done_at,
            closed_at=None if live else done_at,
        )

    def _message(
        self, random: Random, kind: MessageKind, author: str, *, at: datetime
    ) -> SampleMessage:
        length = int(random.lognormvariate(0.0, 0.8) * _MEDIAN_CHARACTERS)
        text = self._tape.cut(random, min(max(length, 12), _MOST_CHARACTERS))
        html = None
        if random.random() < 0.1:
            html = f"<p>{text.replace('. ', '.</p><p>')}</p>"
        return SampleMessage(kind, author, at, text, html)

    @cached_property
    def _tape(self) -> "_Tape":
        return _Tape(Random(f"{self._seed}/tape"))


class _Tape:
    """A long text of random sentences that messages are cut from: a slice costs no loop."""

    def __init__(self, random: Random) -> None:
        vocabulary = _vocabulary()
        weights = list(accumulate(1.0 / rank for rank in range(1, len(vocabulary) + 1)))
        drawn = random.choices(vocabulary, cum_weights=weights, k=_TAPE_WORDS)
        sentences = []
        place = 0
        while place < len(drawn):
            length = random.randrange(5, 18)
            sentences.append(" ".join(drawn[place : place + length]).capitalize())
            place += length
        self._text = ". ".join(sentences) + "."
        lengths = accumulate(len(sentence) + 2 for sentence in sentences)
        last_start = len(self._text) - 2 * _MOST_CHARACTERS
        self._starts = [0, *(end for end in lengths if end < last_start)]

    def cut(self, random: Random, length: int) -> str:
        """A piece that begins with a sentence and ends with a word, of at least that length."""
        start = self._starts[int(random.random() * len(self._starts))]
        end = self._text.find(" ", start + length)
        piece = self._text[start:end]
        return piece if piece.endswith(".") else piece + "."


def _vocabulary() -> list[str]:
    """Words from the most frequent to the rarest: those of the scenarios, then forms of them."""
    counted: Counter[str] = Counter()
    for scenario in scenarios():
        if scenario.language == "en":
            for turn in scenario.talk:
                counted.update(sorted(words_of(turn.template)))
    known = [word for word, _ in counted.most_common()]
    forms = (word + ending for ending in _ENDINGS for word in known)
    distinct: Iterable[str] = dict.fromkeys((*known, *forms))
    return list(distinct)[:_VOCABULARY]


def _thread_length(random: Random) -> int:
    """How many messages a ticket has."""
    quantile = random.random()
    upper = bisect_right(_THREAD_QUANTILES, (quantile, float("inf")))
    low_quantile, low = _THREAD_QUANTILES[upper - 1]
    high_quantile, high = _THREAD_QUANTILES[upper]
    share = (quantile - low_quantile) / (high_quantile - low_quantile)
    return round(low * exp(share * log(high / low)))


def _kinds(random: Random, status: Status, length: int) -> list[MessageKind]:
    """Kinds of that many messages; the last public one fits the status."""
    if status == "new":
        return ["customer"]
    kinds: list[MessageKind] = ["customer"]
    for _ in range(length - 1):
        if random.random() < 0.15:
            kinds.append("note")
        else:
            kinds.append("customer" if random.random() < 0.5 else "reply")
    if status == "open":
        kinds[-1] = "customer"
    elif len(kinds) > 1:
        kinds[-1] = "reply"
    else:
        kinds.append("reply")
    return kinds


def _times(random: Random, count: int, opened_at: datetime, as_of: datetime) -> list[datetime]:
    """Rising instants from the opening on, none after `as_of`."""
    hours = min(random.lognormvariate(2.5, 1.2), (as_of - opened_at) / timedelta(hours=1))
    step = timedelta(hours=hours) / count
    return [opened_at + place * step for place in range(count)]


def _team(place: int) -> str:
    return f"Team {place:02}"


def _agent(place: int) -> str:
    return f"agent{place:03}@reference.example"


def _customer(place: int) -> str:
    company = place // CUSTOMERS_PER_ORGANISATION
    return f"customer{place:06}@company{company:05}.example"


def _category(place: int) -> tuple[str, str]:
    return _ROOT, f"Category {place % CATEGORIES:02}"
