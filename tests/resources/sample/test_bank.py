# SPDX-License-Identifier: Apache-2.0
"""The bank of scenarios is rich, and every template can be filled."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest

from resources.sample.bank import Scenario, category_path, checked_priority, scenarios, words
from resources.sample.phrasing import Slots, render

PEOPLE = ("agent", "agent_full", "family", "me", "me_full", "person", "person2")
FIXED = dict.fromkeys((*PEOPLE, "account", "domain", "organisation"), "somebody")


def test_every_team_has_many_scenarios() -> None:
    english = Counter(each.team for each in scenarios() if each.language == "en")
    assert sum(english.values()) >= 60
    assert min(english.values()) >= 15
    others = {each.language for each in scenarios()} - {"en"}
    assert others == {"de", "fr", "es", "ja"}


def test_keys_and_subjects_are_not_repeated() -> None:
    keys = [each.key for each in scenarios()]
    subjects = [subject for each in scenarios() for subject in each.subjects]
    assert len(keys) == len(set(keys))
    assert len(subjects) == len(set(subjects))


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.key)
def test_a_scenario_is_a_conversation_that_can_be_written(scenario: Scenario) -> None:
    kinds = [turn.kind for turn in scenario.talk]
    assert 4 <= len(kinds) <= 8
    assert kinds[:2] == ["customer", "reply"]
    assert len(scenario.subjects) >= 3
    assert scenario.language in words().calendars
    random = Random(3)
    at = datetime(2026, 1, 31, tzinfo=UTC)
    slots = Slots(random, language=scenario.language, at=at, fixed=FIXED)
    templates = [turn.template for turn in scenario.talk]
    for template in (*templates, *scenario.subjects, scenario.attach):
        assert not set("{}<>|") & set(render(template, slots, random))


def test_a_category_is_read_from_the_root() -> None:
    assert category_path("Integrations > API keys") == ("Integrations", "API keys")


def test_an_unknown_priority_is_refused() -> None:
    with pytest.raises(ValueError, match="whenever"):
        checked_priority("whenever")
