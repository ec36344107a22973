# SPDX-License-Identifier: Apache-2.0
"""Turns templates into text.

A template holds slots, `{order}`, and alternatives, `<this morning|since {clock}>`; one of them is
taken. A slot has one value for a whole conversation, so the order number of the first message is
the one in the last reply.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Final

from resources.sample.bank import CalendarWords, words

_ALTERNATIVES: Final = re.compile(r"<([^<>|]*(?:\|[^<>|]*)+)>")
_SLOT: Final = re.compile(r"\{([a-z_]+\d?)\}")

_THOUSANDS: Final = {"en": ",", "de": ".", "fr": "\u202f", "es": ".", "ja": ","}
_AMOUNTS: Final = {
    "en": "€{whole}.{cents:02}",
    "de": "{whole},{cents:02} €",
    "fr": "{whole},{cents:02} €",
    "es": "{whole},{cents:02} €",
    "ja": "{whole}円",
}
_VAT_COUNTRIES: Final = ("DE", "FR", "ES", "IT", "NL", "SE", "PT", "PL")


class Slots:
    """The values of one conversation's slots, made when first asked for and kept.

    `fixed` are slots whose values the caller knows. `at` is the moment of the first message: dates
    lie a little before it (`date`) or after it (`date2`).
    """

    def __init__(
        self, random: Random, *, language: str, at: datetime, fixed: Mapping[str, str]
    ) -> None:
        self._random = random
        self._language = language
        self._at = at
        self._values = dict(fixed)

    def __getitem__(self, name: str) -> str:
        """The slot's value. Raises KeyError for a slot that nobody knows."""
        value = self._values.get(name)
        if value is None:
            value = self._values[name] = self._make(name)
        return value

    def _make(self, name: str) -> str:
        """A value; `city2` is made like `city` and differs from it where chance allows."""
        kind = name.rstrip("2")
        maker = _MAKERS.get(name) or _MAKERS.get(kind)
        choices = words().choices.get(kind)
        if maker is None and choices is None:
            raise KeyError(name)
        taken = self._values.get(kind) if kind != name else None
        value = maker(self) if maker else self._random.choice(choices or ())
        for _ in range(20):
            if value != taken:
                break
            value = maker(self) if maker else self._random.choice(choices or ())
        return value

    @property
    def _calendar(self) -> CalendarWords:
        return words().calendars[self._language]

    def _grouped(self, number: int) -> str:
        return f"{number:,}".replace(",", _THOUSANDS[self._language])

    def _date(self, *, days: int) -> str:
        day = self._at + timedelta(days=days)
        month = self._calendar.months[day.month - 1]
        return self._calendar.date.format(day=day.day, month=month)

    def number(self, low: int, high: int) -> int:
        """A number of the range, both ends included."""
        return self._random.randint(low, high)

    def digits(self, length: int, alphabet: str = "0123456789") -> str:
        """Characters of an identifier."""
        return "".join(self._random.choices(alphabet, k=length))

    def past(self) -> str:
        """A date some days before the first message."""
        return self._date(days=-self.number(2, 25))

    def future(self) -> str:
        """A date some days after the first message."""
        return self._date(days=self.number(3, 20))

    def month(self) -> str:
        """The month of the first message or the one before."""
        return self._calendar.months[self._at.month - 1 - self.number(0, 1)]

    def weekday(self) -> str:
        """A working day's name."""
        return self._calendar.weekdays[self.number(0, 4)]

    def grouped(self, low: int, high: int) -> str:
        """A number of the range, written as the language does."""
        return self._grouped(self.number(low, high))

    def vat(self) -> str:
        """A tax number."""
        return f"{self._random.choice(_VAT_COUNTRIES)}{self.digits(9)}"

    def amount(self) -> str:
        """An amount of money; small ones are more frequent."""
        whole = int(self._random.lognormvariate(5.4, 1.1)) + 9
        if self._language == "ja":
            whole *= 150
        pattern = _AMOUNTS[self._language]
        return pattern.format(whole=self._grouped(whole), cents=self.number(0, 99))


_MAKERS: Final[dict[str, Callable[[Slots], str]]] = {
    "amount": Slots.amount,
    "bug": lambda slots: f"PLAT-{slots.number(180, 960)}",
    "clock": lambda slots: f"{slots.number(6, 11):02}:{slots.number(0, 11) * 5:02}",
    "clock2": lambda slots: f"{slots.number(14, 17):02}:{slots.number(0, 5)}0",
    "cost": lambda slots: f"{slots.digits(1, 'ACKNPR')}-{slots.number(10400, 98999)}",
    "count": lambda slots: slots.grouped(60, 1900),
    "date": Slots.past,
    "date2": Slots.future,
    "days": lambda slots: str(slots.number(4, 28)),
    "hundreds": lambda slots: f"{slots.number(2, 9)}00",
    "invoice": lambda slots: f"BW-{slots.number(2, 29)}{slots.digits(2)}-{slots.number(101, 989)}",
    "many": lambda slots: slots.grouped(12000, 96000),
    "month": Slots.month,
    "order": lambda slots: f"#{slots.number(10240, 98765)}",
    "percent": lambda slots: str(slots.number(4, 18)),
    "request": lambda slots: f"req_{slots.digits(8, '0123456789abcdef')}",
    "row": lambda slots: slots.grouped(1200, 48000),
    "shipment": lambda slots: f"BW{slots.digits(2, 'ABCDEFGHKLMNPRSTVWXZ')}{slots.digits(8)}",
    "small": lambda slots: str(slots.number(2, 9)),
    "some": lambda slots: str(slots.number(11, 48)),
    "tens": lambda slots: f"{slots.number(2, 9)}0",
    "vat": Slots.vat,
    "version": lambda slots: f"{slots.number(2, 6)}.{slots.number(0, 14)}.{slots.number(0, 9)}",
    "weekday": Slots.weekday,
}


def render(template: str, slots: Slots, random: Random) -> str:
    """The template as text: alternatives chosen, then slots filled."""
    chosen = _ALTERNATIVES.sub(lambda found: random.choice(found[1].split("|")), template)
    return _SLOT.sub(lambda found: slots[found[1]], chosen)


def words_of(template: str) -> frozenset[str]:
    """The fixed words of a template in lower case, its slots left out."""
    plain = _SLOT.sub(" ", template.replace("<", " ").replace(">", " ").replace("|", " "))
    return frozenset(re.findall(r"[^\W\d_]{3,}", plain.lower()))
