# SPDX-License-Identifier: Apache-2.0
"""The numbers of a day, and which of them routing has to reach."""

import pytest
from msgspec.structs import replace

from sync_server.contract.ids import AgentId
from tests.benchmarks.desk.day import SECOND
from tests.benchmarks.desk.figures import (
    Figures,
    figures,
    gini,
    jain,
    percentile,
    shortfalls,
    table,
)
from tests.benchmarks.desk.run import Run

EIGHT = 8 * 3600


@pytest.mark.parametrize(
    ("loads", "fairness", "inequality"),
    [
        ([5, 5, 5, 5], 1, 0),
        ([8, 0, 0, 0], 0.25, 0.75),
        ([1, 3], 0.8, 0.25),
        ([0, 0], 1, 0),
        ([], 1, 0),
    ],
)
def test_fairness(loads, fairness, inequality):
    assert jain(loads) == pytest.approx(fairness)
    assert gini(loads) == pytest.approx(inequality)


@pytest.mark.parametrize(
    ("values", "part", "expected"),
    [
        ([], 0.5, 0),
        ([7], 0.9, 7),
        ([3, 1, 2, 4], 0.5, 2),
        (range(1, 11), 0.9, 9),
        (range(1, 12), 0.9, 10),
    ],
)
def test_a_percentile_is_one_of_the_values(values, part, expected):
    assert percentile(values, part) == expected


def test_the_figures_of_a_day(described):
    rows = [f"{EIGHT},phone,billing,{priority},60,90" for priority in (0, 0, 1, 2)]
    day, contacts = described.read(*rows)
    waits = [0, 61 * SECOND, None, 61 * SECOND]
    work = {AgentId("maya"): 4 * 36 * SECOND, AgentId("theo"): 3 * 36 * SECOND}
    found = figures(day, contacts, Run(router="r", waits=waits, work=work))
    assert (found.at_once, found.in_time, found.abandoned) == (0.25, 0.5, 1)
    assert (found.p50, found.p90) == ((0, 90, 61), (61, 90, 61))
    # Four hours and three: both worked one hundredth of their shift.
    assert found.jain == pytest.approx(1)
    assert found.gini == pytest.approx(0)
    assert found.utilisation == pytest.approx(0.01 / 3)


def of(router, **changes):
    usual = {"at_once": 0.9, "in_time": 0.9, "abandoned": 5, "jain": 0.9, "gini": 0.1}
    waits = {"p50": (0, 0, 0), "p90": (9, 9, 1)}
    return Figures(router=router, utilisation=0.5, **{**usual, **waits, **changes})


RIVALS = [of("round robin", at_once=0.8, jain=0.5), of("least loaded", in_time=0.8)]
LATE = [replace(each, at_once=0.79) for each in RIVALS]
BEST = {"at_once": 0.95, "in_time": 0.95, "abandoned": 4}


@pytest.mark.parametrize(
    ("changes", "rivals", "words"),
    [
        ({}, RIVALS, []),
        ({"jain": 0.87}, RIVALS, []),
        ({"jain": 0.86}, RIVALS, ["fair"]),
        ({"at_once": 0.89}, RIVALS, ["fewer were answered at once"]),
        ({"in_time": 0.89}, RIVALS, ["fewer were answered in time"]),
        ({"abandoned": 6}, RIVALS, ["more gave up"]),
        (BEST, LATE, []),
        ({**BEST, "in_time": 0.9}, LATE, ["not more were answered in time"]),
        ({**BEST, "abandoned": 5}, LATE, ["not fewer gave up"]),
        ({**BEST, "p90": (9, 1, 1)}, LATE, ["highest priority"]),
        ({**BEST, "p50": (0, 9, 1)}, LATE, ["highest priority"]),
    ],
)
def test_on_a_crowded_day_routing_has_to_be_better_and_on_others_no_worse(changes, rivals, words):
    found = shortfalls([of("ours", **changes), *rivals], Run(router="ours", waits=[], work={}))
    assert len(found) == len(words)
    assert all(word in told for word, told in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("over_capacity", 1),
        ("without_skill", 1),
        ("outside_hours", 1),
        ("longest_idle", 2 * SECOND + 1),
    ],
)
def test_what_must_not_be_is_told_on_every_day(field, value):
    ours = Run(router="ours", waits=[], work={}, **{field: value})
    assert len(shortfalls([of("ours"), *RIVALS], ours)) == 1


def test_the_table_names_each_router_in_a_line():
    lines = table([of("ours"), *RIVALS]).splitlines()
    assert [line.split("  ")[0].strip() for line in lines] == [
        "",
        "ours",
        "round robin",
        "least loaded",
    ]
    assert len({len(line) for line in lines}) == 1
