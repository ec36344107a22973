# SPDX-License-Identifier: Apache-2.0
"""Finds something fitting to say in any conversation of the sample desk, and new requests.

The demo's robots see a ticket as agents do: by its subject. From its words the chatter guesses the
scenario, and so the topic and the language.
"""

from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random
from typing import Any, Final, Self

from resources.sample.bank import Scenario, read_toml, scenarios, words
from resources.sample.model import Priority
from resources.sample.phrasing import Slots, render, words_of

_REMEMBERED: Final = 40
"""How many of the latest templates are not used again as long as there are others."""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A customer's first message, not yet sent by anybody."""

    subject: str
    text: str
    team: str
    category: tuple[str, ...]
    tags: tuple[str, ...]
    priority: Priority
    language: str


class Chatter:
    """Speaks for customers and agents; people are given by their full names.

    `at` is the moment around which the dates it names lie. It avoids what it said last.
    """

    def __init__(self, random: Random, *, at: datetime) -> None:
        self._random = random
        self._at = at
        self._recent: deque[str] = deque(maxlen=_REMEMBERED)

    @classmethod
    def seeded(cls, seed: str, *, at: datetime) -> Self:
        """A chatter that says the same for the same seed."""
        return cls(Random(seed), at=at)

    @property
    def random(self) -> Random:
        """Its chance, for whoever acts together with it."""
        return self._random

    def customer_message(self, subject: str) -> str:
        """What the customer of such a ticket may write next."""
        return self._phrase(subject, "customer")

    def agent_reply(self, subject: str, *, customer: str, agent: str) -> str:
        """What an agent may answer, with greeting and name in the ticket's language."""
        language = guess(subject)[1]
        manner = words().manners[language]
        slots = self._slots(language, customer=customer, agent=agent)
        opening = render(self._random.choice(manner.reply_opening), slots, self._random)
        closing = render(self._random.choice(manner.reply_closing), slots, self._random)
        return opening + self._phrase(subject, "reply") + closing

    def note(self, subject: str, *, mention: str = "") -> str:
        """What a colleague may note; `mention` is the full name of an agent to address."""
        text = self._phrase(subject, "note")
        return f"@{mention.partition(' ')[0]} {text}" if mention else text

    def new_request(
        self, *, customer: str, organisation: str, language: str = "en", team: str | None = None
    ) -> NewRequest:
        """A request that this customer may open. Raises ValueError for an unknown team."""
        of_team = [each for each in scenarios() if team in (None, each.team)]
        if not of_team:
            raise ValueError(f"no scenario for the team {team}")
        fitting = [each for each in of_team if each.language == language] or [
            each for each in of_team if each.language == "en"
        ]
        scenario = self._fresh(fitting)
        manner = words().manners[scenario.language]
        slots = self._slots(
            scenario.language, customer=customer, agent="", organisation=organisation
        )
        parts = (
            self._random.choice(manner.opening),
            scenario.talk[0].template,
            self._random.choice(manner.closing),
        )
        return NewRequest(
            subject=render(self._random.choice(scenario.subjects), slots, self._random),
            text="".join(render(part, slots, self._random) for part in parts),
            team=scenario.team,
            category=scenario.category,
            tags=scenario.tags,
            priority=scenario.priority,
            language=scenario.language,
        )

    def _fresh(self, fitting: list[Scenario]) -> Scenario:
        unused = [each for each in fitting if each.key not in self._recent] or fitting
        scenario = self._random.choice(unused)
        self._recent.append(scenario.key)
        return scenario

    def _phrase(self, subject: str, kind: str) -> str:
        topic, language = guess(subject)
        bank = _phrases()[language]
        templates = [*bank.get(topic, {}).get(kind, ()), *bank["any"][kind]]
        unused = [each for each in templates if each not in self._recent] or templates
        template = self._random.choice(unused)
        self._recent.append(template)
        slots = self._slots(language, customer="", agent="")
        return render(template, slots, self._random)

    def _slots(self, language: str, *, customer: str, agent: str, organisation: str = "") -> Slots:
        company = _company()
        given, family = company["given"]["gb"], company["family"]["gb"]
        first, second = self._random.sample(given, 2)
        surname = self._random.choice(family)
        fixed = {
            "account": f"bw-{self._random.randrange(1000, 9999)}",
            "agent": agent.partition(" ")[0],
            "agent_full": agent,
            "domain": f"{''.join(filter(str.isalnum, organisation.lower())) or 'team'}.example",
            "family": customer.rpartition(" ")[2],
            "me": customer.partition(" ")[0],
            "me_full": customer,
            "organisation": organisation,
            "person": f"{first} {surname}",
            "person2": f"{second} {surname}",
        }
        return Slots(self._random, language=language, at=self._at, fixed=fixed)


@cache
def _phrases() -> dict[str, Any]:
    return read_toml("chatter.toml")


@cache
def _company() -> dict[str, Any]:
    return read_toml("company.toml")


@cache
def _vocabularies() -> tuple[tuple[Scenario, frozenset[str]], ...]:
    """Each scenario with the words that speak for it. Tags are English whatever the language."""
    return tuple(
        (each, words_of(" ".join((*each.subjects, *(each.tags if each.language == "en" else ())))))
        for each in scenarios()
    )


@cache
def _rarity() -> dict[str, float]:
    """How much a word tells: less, the more scenarios use it."""
    counted = Counter(word for _, known in _vocabularies() for word in known)
    return {word: 1.0 / count for word, count in counted.items()}


def guess(subject: str) -> tuple[str, str]:
    """The topic and language of a ticket with this subject; ("any", "en") when nothing fits."""
    said = words_of(subject)
    rarity = _rarity()
    best, best_score = ("any", "en"), 0.0
    for scenario, known in _vocabularies():
        score = sum(rarity[word] for word in sorted(said & known))
        if score and scenario.topic in said:
            score += 1.0
        if score > best_score:
            best, best_score = (scenario.topic, scenario.language), score
    if best_score == 0.0 and any("\u3040" <= letter <= "\u30ff" for letter in subject):
        return "any", "ja"
    return best
