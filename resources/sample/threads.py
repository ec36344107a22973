# SPDX-License-Identifier: Apache-2.0
"""Writes conversations: when each message is written, by whom, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from resources.sample.bank import Manner, Scenario, Turn, words
from resources.sample.model import (
    Channel,
    MessageKind,
    SampleAgent,
    SampleAttachment,
    SampleContact,
    SampleMessage,
    SampleOrganisation,
)
from resources.sample.phrasing import Slots, render
from resources.sample.rhythm import OFFICE, Hours, customer_hours, some_time

_MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "log": "text/plain",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_MEDIAN_MINUTES: Final[dict[MessageKind, float]] = {"customer": 80.0, "reply": 32.0, "note": 14.0}
_MOST_MINUTES: Final[dict[MessageKind, float]] = {"customer": 1400.0, "reply": 540.0, "note": 120.0}
_QUICK_CHANNELS: Final = frozenset({"chat", "phone"})
_LETTERS: Final = frozenset({"email", "form"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in a conversation. `mates` are colleagues who may work on it too."""

    requester: SampleContact
    organisation: SampleOrganisation
    acquaintances: tuple[str, ...]
    assignee: SampleAgent
    mates: tuple[SampleAgent, ...]

    def fixed_slots(self, random: Random) -> dict[str, str]:
        """The slots whose values follow from who takes part."""
        first, second = random.sample(self.acquaintances, 2)
        name = self.requester.name
        return {
            "account": self.organisation.account,
            "agent": self.assignee.name.split()[0],
            "agent_full": self.assignee.name,
            "domain": self.organisation.domains[0],
            "family": name.split()[-1],
            "me": name.split()[0],
            "me_full": name,
            "organisation": self.organisation.name,
            "person": first,
            "person2": second,
        }


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rhythm of one conversation: its customer's zone and whether it is quick."""

    zone: str
    channel: Channel

    def forward(
        self, random: Random, kinds: Sequence[MessageKind], opened_at: datetime
    ) -> list[datetime]:
        """Instants of messages of these kinds, the first at `opened_at`."""
        at = [opened_at]
        for kind in kinds[1:]:
            at.append(self._hours(random, kind).after(at[-1], self._gap(random, kind)))
        return at

    def backward(
        self, random: Random, kinds: Sequence[MessageKind], last_at: datetime
    ) -> list[datetime]:
        """Instants of messages of these kinds, the last at `last_at`."""
        at = [last_at]
        for kind, following in zip(kinds[-2::-1], kinds[:0:-1], strict=True):
            at.append(self._hours(random, kind).before(at[-1], self._gap(random, following)))
        return at[::-1]

    def _hours(self, random: Random, kind: MessageKind) -> Hours:
        if kind == "customer":
            return customer_hours(self.zone, keen=random.random() < 0.25)
        return OFFICE

    def _gap(self, random: Random, kind: MessageKind) -> timedelta:
        haste = 0.15 if self.channel in _QUICK_CHANNELS else 1.0
        return some_time(
            random, median=_MEDIAN_MINUTES[kind] * haste, most=_MOST_MINUTES[kind] * haste
        )


def write_thread(
    random: Random,
    scenario: Scenario,
    turns: Sequence[Turn],
    *,
    cast: Cast,
    channel: Channel,
    times: Sequence[datetime],
) -> tuple[str, tuple[SampleMessage, ...]]:
    """A subject, and a message for each of the turns at the instant of the same place."""
    slots = Slots(random, language=scenario.language, at=times[0], fixed=cast.fixed_slots(random))
    subject = render(random.choice(scenario.subjects), slots, random)
    voice = _Voice(random, slots, words().manners[scenario.language], cast, channel)
    messages: list[SampleMessage] = []
    for turn, at in zip(turns, times, strict=True):
        if turn.kind == "customer":
            first = not messages
            attach = scenario.attach if first else ""
            messages.append(voice.customer(turn, at, first=first, attach=attach))
        elif turn.kind == "reply":
            answered = any(message.kind == "reply" for message in messages)
            messages.append(voice.reply(turn, at, first=not answered))
        else:
            messages.append(voice.note(turn, at))
    return subject, tuple(messages)


def hold_note(random: Random) -> Turn:
    """What a colleague writes when a ticket is put on hold."""
    return Turn("note", random.choice(words().choices["hold"]))


@dataclass(frozen=True, slots=True)
class _Voice:
    """Puts the manners of a language around what the turns say."""

    random: Random
    slots: Slots
    manner: Manner
    cast: Cast
    channel: Channel

    def customer(self, turn: Turn, at: datetime, *, first: bool, attach: str) -> SampleMessage:
        manner = self.manner
        opening = closing = context = ""
        if self.channel in _LETTERS:
            opening = self._pick(manner.opening if first else manner.follow_opening)
            closing = self._pick(manner.closing if first else manner.follow_closing)
            context = self._pick(manner.context) if first else ""
        text = " ".join(filter(None, (self._say(turn.template, bare=not opening), context)))
        files = self._files(attach)
        return SampleMessage(
            "customer", self.cast.requester.email, at, opening + text + closing, attachments=files
        )

    def reply(self, turn: Turn, at: datetime, *, first: bool) -> SampleMessage:
        author = self.cast.assignee
        if self.cast.mates and self.random.random() < 0.12:
            author = self.random.choice(self.cast.mates)
        opening = closing = ""
        if first or (self.channel in _LETTERS and self.random.random() < 0.6):
            opening = self._pick(self.manner.reply_opening)
        if self.channel in _LETTERS:
            template = self.random.choice(self.manner.reply_closing)
            template = template.replace("{agent}", author.name.split()[0])
            closing = self._say(template.replace("{agent_full}", author.name))
        text = opening + self._say(turn.template, bare=not opening) + closing
        return SampleMessage("reply", author.email, at, text)

    def note(self, turn: Turn, at: datetime) -> SampleMessage:
        text = self._say(turn.template)
        assignee = self.cast.assignee
        if not self.cast.mates or self.random.random() < 0.4:
            return SampleMessage("note", assignee.email, at, text)
        author = self.random.choice(self.cast.mates)
        if self.random.random() < 0.5:
            return SampleMessage("note", author.email, at, text)
        text = f"@{assignee.name.split()[0]} {text}"
        return SampleMessage("note", author.email, at, text, mentions=(assignee.email,))

    def _pick(self, templates: Sequence[str]) -> str:
        return self._say(self.random.choice(templates))

    def _say(self, template: str, *, bare: bool = False) -> str:
        text = render(template, self.slots, self.random)
        if bare and template[:1].isalpha():
            return text[:1].upper() + text[1:]
        return text

    def _files(self, attach: str) -> tuple[SampleAttachment, ...]:
        if attach and self.random.random() < 0.75:
            name = self._say(attach).replace("#", "")
        elif self.random.random() < 0.03:
            name = f"screenshot-{self.random.randrange(100, 999)}.png"
        else:
            return ()
        size = min(int(self.random.lognormvariate(11.2, 1.1)), 8_000_000)
        return (SampleAttachment(name, _MEDIA_TYPES[name.rpartition(".")[2]], size),)
