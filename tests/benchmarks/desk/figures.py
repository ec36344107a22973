# SPDX-License-Identifier: Apache-2.0
"""What a day looks like in numbers, and whether they are those that routing has to reach."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from tests.benchmarks.desk.day import AT_ONCE_S, SECOND, TARGETS_S, Contact, Day
from tests.benchmarks.desk.routers import HIGHEST
from tests.benchmarks.desk.run import Run

LONGEST_IDLE_S: Final = 2
LESS_FAIR: Final = 0.03
"""How much lower than with the least loaded the Jain index may be."""


class Figures(Struct, frozen=True, kw_only=True):
    """Of one run. Waits are seconds, of all who came: one that gives up waited until then."""

    router: str
    at_once: float
    in_time: float
    abandoned: int
    p50: tuple[float, ...]
    p90: tuple[float, ...]
    jain: float
    gini: float
    utilisation: float


def figures(day: Day, contacts: Sequence[Contact], found: Run) -> Figures:
    """The numbers of a run."""
    pairs = list(zip(contacts, found.waits, strict=True))
    answered = [(contact, wait / SECOND) for contact, wait in pairs if wait is not None]
    waits: dict[int, list[float]] = {priority: [] for priority in TARGETS_S}
    for contact, wait in pairs:
        waits[contact.priority].append((contact.patience if wait is None else wait) / SECOND)
    shifts = {each.id: sum(end - begin for begin, end in each.shifts) for each in day.people}
    loads = [found.work[id] / shift for id, shift in shifts.items() if shift]
    slots = sum(day.capacity.values())
    return Figures(
        router=found.router,
        at_once=share(sum(wait <= AT_ONCE_S for _, wait in answered), len(contacts)),
        in_time=share(
            sum(wait <= TARGETS_S[contact.priority] for contact, wait in answered), len(contacts)
        ),
        abandoned=len(contacts) - len(answered),
        p50=tuple(percentile(each, 0.5) for each in waits.values()),
        p90=tuple(percentile(each, 0.9) for each in waits.values()),
        jain=jain(loads),
        gini=gini(loads),
        utilisation=share(sum(found.work.values()), slots * sum(shifts.values())),
    )


def share(part: float, whole: float) -> float:
    """How much of it that is; of nothing, nothing."""
    return part / whole if whole else 0.0


def percentile(values: Iterable[float], part: float) -> float:
    """The value that so much of them does not exceed, by nearest rank; of none, 0."""
    ranked = sorted(values)
    return ranked[max(0, -int(-part * len(ranked) // 1) - 1)] if ranked else 0.0


def jain(loads: Sequence[float]) -> float:
    """Jain's index of fairness: 1 when all have the same, 1/n when one has all."""
    squares = sum(load * load for load in loads)
    return sum(loads) ** 2 / (len(loads) * squares) if squares else 1.0


def gini(loads: Sequence[float]) -> float:
    """The Gini coefficient: 0 when all have the same, near 1 when one has all."""
    total, count = sum(loads), len(loads)
    weighted = sum(place * load for place, load in enumerate(sorted(loads), 1))
    return 2 * weighted / (count * total) - (count + 1) / count if total else 0.0


def shortfalls(found: Sequence[Figures], ours: Run) -> list[str]:
    """What routing has to reach and did not; `found` has ours first."""
    own = found[0]
    others = {each.router: each for each in found}
    round_robin, least = others["round robin"], others["least loaded"]
    rivals = (round_robin, least)
    told = {
        "a contact went to somebody who has no room": not ours.over_capacity,
        "a contact went to somebody without the skill": not ours.without_skill,
        "a contact went to somebody outside their hours": not ours.outside_hours,
        "a contact waited while somebody who fits was free": (
            ours.longest_idle <= LONGEST_IDLE_S * SECOND
        ),
        "fewer were answered at once": own.at_once >= max(each.at_once for each in rivals),
        "fewer were answered in time": own.in_time >= max(each.in_time for each in rivals),
        "more gave up": own.abandoned <= min(each.abandoned for each in rivals),
        "the load is less fair": own.jain >= least.jain - LESS_FAIR,
    }
    if is_overloaded(rivals):
        told |= {
            "not more were answered at once": own.at_once > max(e.at_once for e in rivals),
            "not more were answered in time": own.in_time > max(e.in_time for e in rivals),
            "not fewer gave up": own.abandoned < min(e.abandoned for e in rivals),
            "the highest priority waited no less": (
                own.p50[HIGHEST] <= min(own.p50[:HIGHEST])
                and own.p90[HIGHEST] < min(own.p90[:HIGHEST])
            ),
        }
    return [words for words, reached in told.items() if not reached]


def is_overloaded(rivals: Iterable[Figures]) -> bool:
    """Whether one in five or more is not answered at once, whoever else hands out."""
    return all(each.at_once < 0.8 for each in rivals)


HEADER: Final = (
    "", "≤ 60 s", "in time", "gave up",
    "p50 wait 0 / 1 / 2", "p90 wait 0 / 1 / 2", "Jain", "Gini", "used",
)  # fmt: skip


def table(found: Iterable[Figures]) -> str:
    """The figures as text, one router below the other."""
    rows = [HEADER, *(_row(each) for each in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _row(each: Figures) -> tuple[str, ...]:
    return (
        each.router,
        f"{each.at_once:.1%}",
        f"{each.in_time:.1%}",
        f"{each.abandoned}",
        _waits(each.p50),
        _waits(each.p90),
        f"{each.jain:.3f}",
        f"{each.gini:.3f}",
        f"{each.utilisation:.1%}",
    )


def _waits(waits: Iterable[float]) -> str:
    return " / ".join(f"{wait:.0f} s" for wait in waits)
