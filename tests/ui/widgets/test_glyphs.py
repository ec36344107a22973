# SPDX-License-Identifier: Apache-2.0
"""Signs are chosen by what stays the same, and nothing is without one."""

import pytest

from sync_server.channels.derived_ids import derived_id
from ui.widgets.glyphs import avatar_index, channel_icon, initials_of


def test_avatars_keep_their_colour_when_a_name_changes() -> None:
    assert avatar_index("0192-maya") == avatar_index("0192-maya")
    assert {avatar_index(f"agent-{number}") for number in range(100)} == set(range(8))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maya Okafor", "MO"), ("hana", "H"), ("", "?"), ("  ", "?"), ("Ana de la Cruz", "AC")],
)
def test_initials_are_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_an_unknown_channel_has_an_icon() -> None:
    assert channel_icon("carrier-pigeon") == channel_icon("email") == "mail"


@pytest.mark.parametrize(
    ("kind", "email", "pair"),
    [
        ("agent", "maya.okafor@brightwater.example", 0),
        ("agent", "tomas.reuter@brightwater.example", 2),
        ("agent", "priya.nair@brightwater.example", 3),
        ("contact", "hana.ito@kestrel.example", 1),
    ],
)
def test_people_of_the_sample_have_the_colours_of_the_design(kind, email, pair):
    assert avatar_index(derived_id(kind, email)) == pair
