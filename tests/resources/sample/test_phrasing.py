# SPDX-License-Identifier: Apache-2.0
"""Templates become text with one value for each slot of a conversation."""

from datetime import UTC, datetime
from random import Random

import pytest

from resources.sample.phrasing import Slots, render, words_of

JANUARY = datetime(2026, 1, 5, tzinfo=UTC)


def slots(seed: int = 1, language: str = "en") -> Slots:
    return Slots(Random(seed), language=language, at=JANUARY, fixed={"me": "Hana"})


def test_a_slot_keeps_its_value() -> None:
    values = slots()
    first, second = render("{order} and {order}", values, Random(1)).split(" and ")
    assert first == second == values["order"]


def test_a_fixed_slot_has_the_callers_value() -> None:
    assert render("Hi {me}", slots(), Random(1)) == "Hi Hana"


def test_one_of_the_alternatives_is_taken_and_may_hold_slots() -> None:
    seen = {render("<a|b|for {me}> c", slots(), Random(seed)) for seed in range(40)}
    assert seen == {"a c", "b c", "for Hana c"}


def test_a_second_city_is_another_city() -> None:
    for seed in range(200):
        values = slots(seed)
        assert values["city"] != values["city2"]


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("{nonsense}", slots(), Random(1))


@pytest.mark.parametrize(
    ("language", "months"),
    [("en", {"December", "January"}), ("ja", {"12月", "1月"}), ("de", {"Dezember", "Januar"})],
)
def test_months_are_named_in_the_language_and_across_the_year(
    language: str, months: set[str]
) -> None:
    assert {slots(seed, language)["month"] for seed in range(40)} == months


def test_amounts_are_written_as_the_language_does() -> None:
    assert slots(1, "en")["amount"].startswith("€")
    assert slots(1, "de")["amount"].endswith(" €")
    assert slots(1, "ja")["amount"].endswith("円")


def test_words_leave_slots_out() -> None:
    assert words_of("Order {order} <was lost|is late>") == {"order", "was", "lost", "late"}
