# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.benchmarks.desk.made`: make the three days that are shipped, the same each time.

People come in two waves, before noon and in the afternoon; how long they take is log-normal, and
most who wait give up in minutes, but for those who write mail. Agents come in shifts, and know from
one to all of the types; every type is known in every shift.
"""

import csv
import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from tests.benchmarks.desk.day import COLUMNS

OPENS: Final = 8
CLOSES: Final = 20
SHIFTS: Final = (("08:00", "16:30"), ("09:30", "18:00"), ("11:30", "20:00"))
CAPACITY: Final = {"phone": 1, "chat": 2, "email": 2}
TYPES: Final = {"billing": 0.32, "login": 0.26, "delivery": 0.2, "returns": 0.14, "api": 0.08}
PRIORITIES: Final = {0: 0.5, 1: 0.35, 2: 0.15}


class Channel(Struct, frozen=True):
    """Its share of all who come, and medians in seconds."""

    share: float
    handle_s: float
    patience_s: float


CHANNELS: Final = {
    "phone": Channel(0.45, 260, 150),
    "chat": Channel(0.35, 420, 200),
    "email": Channel(0.20, 480, 10_800),
}
LONGER: Final = {"billing": 1.0, "login": 0.7, "delivery": 0.8, "returns": 1.1, "api": 1.7}
"""How long a type takes, against the median of its channel."""


class Plan(Struct, frozen=True):
    """What a day is like."""

    date: str
    seed: int
    agents: int
    contacts: int


PLANS: Final = {
    "quiet": Plan("2026-11-22", 1, 14, 420),
    "ordinary": Plan("2026-11-24", 2, 24, 3_000),
    "overloaded": Plan("2026-11-30", 3, 24, 6_400),
}


def describe(plan: Plan, chance: random.Random) -> dict[str, Any]:
    """The document of a day."""
    types = list(TYPES)
    staff = []
    for number in range(plan.agents):
        begins, ends = SHIFTS[number % len(SHIFTS)]
        # The first of each shift knows everything, so that no type is ever without anybody.
        count = len(types) if number < len(SHIFTS) else chance.choice([1, 2, 2, 3, 3])
        skills = sorted(chance.sample(types, count))
        staff.append({"id": f"agent-{number + 1:02}", "from": begins, "to": ends, "skills": skills})
    return {
        "date": plan.date,
        "timezone": "Europe/Berlin",
        "agents": {"capacity": CAPACITY, "list": staff},
    }


def arrivals(plan: Plan, chance: random.Random) -> Iterator[tuple[int | str, ...]]:
    """The rows of who comes, by time."""
    for second in sorted(_second(chance) for _ in range(plan.contacts)):
        name = _one_of({name: channel.share for name, channel in CHANNELS.items()}, chance)
        channel, type_ = CHANNELS[name], _one_of(TYPES, chance)
        handle = _about(channel.handle_s * LONGER[type_], 0.6, chance)
        patience = _about(channel.patience_s, 0.9, chance)
        yield second, name, type_, _one_of(PRIORITIES, chance), handle, patience


def _second(chance: random.Random) -> int:
    """When somebody comes: by chance, rejected as often as fewer come at that hour."""
    while True:
        hour = chance.uniform(OPENS, CLOSES)
        wave = math.exp(-(((hour - 10.5) / 1.4) ** 2)) + 0.8 * math.exp(-(((hour - 15) / 1.8) ** 2))
        if chance.random() < 0.25 + 0.75 * wave:
            return int(hour * 3600)


def _one_of(shares: dict[Any, float], chance: random.Random) -> Any:
    return chance.choices(list(shares), list(shares.values()))[0]


def _about(median: float, spread: float, chance: random.Random) -> int:
    return max(1, round(chance.lognormvariate(math.log(median), spread)))


def make(folder: Path) -> None:
    """Write the days into the folder."""
    for name, plan in PLANS.items():
        chance = random.Random(plan.seed)
        where = folder / name
        where.mkdir(parents=True, exist_ok=True)
        document = json.dumps(describe(plan, chance), indent=1)
        (where / "day.json").write_text(document + "\n", encoding="utf-8")
        with (where / "arrivals.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(COLUMNS)
            rows.writerows(arrivals(plan, chance))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "days")
