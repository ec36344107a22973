# SPDX-License-Identifier: Apache-2.0
"""The token tables keep the contrast that the design measured."""

import dataclasses
import re

import pytest

from ui.theme.tokens import DARK, LIGHT, ColorTokens, contrast, high_contrast

MEASURED = [
    ("text3", "hover", 4.56, 5.21, 4.5),
    ("text3", "accent_soft", 4.58, 4.98, 4.5),
    ("text3", "nav", 4.73, 6.20, 4.5),
    ("on_accent", "accent", 5.98, 4.82, 4.5),
    ("on_accent", "red", 5.47, 4.74, 4.5),
    ("text3", "note", 4.95, 5.17, 4.5),
    ("amber_text", "amber_soft", 5.86, 8.44, 4.5),
    ("note_text", "note", 6.52, 9.56, 4.5),
    ("text", "surface", 17.93, 14.89, 4.5),
    ("ctl", "surface", 3.30, 3.99, 3.0),
    ("amber", "surface", 3.32, 7.84, 3.0),
    ("accent", "accent_soft", 5.25, 3.19, 3.0),
]

ALL = [LIGHT, DARK, high_contrast(LIGHT), high_contrast(DARK)]


@pytest.mark.parametrize(("ink", "ground", "light", "dark", "needed"), MEASURED)
def test_contrast_is_as_designed(
    ink: str, ground: str, light: float, dark: float, needed: float
) -> None:
    assert contrast(LIGHT[ink], LIGHT[ground]) == pytest.approx(light, abs=0.011)
    assert contrast(DARK[ink], DARK[ground]) == pytest.approx(dark, abs=0.011)
    assert min(light, dark) >= needed


@pytest.mark.parametrize(("tokens", "measured"), [(LIGHT, 3.91), (DARK, 5.10)])
def test_second_chart_series_is_seen_on_the_surface(tokens: ColorTokens, measured: float) -> None:
    assert contrast(tokens.series[1], tokens.surface) == pytest.approx(measured, abs=0.011)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["red_text", "amber_text", "green_text", "accent_text"])
def test_coloured_text_is_readable_on_every_plain_ground(tokens: ColorTokens, name: str) -> None:
    for ground in ("window", "nav", "surface", "sunken", "raised"):
        assert contrast(tokens[name], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", ALL)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on_accent", "accent_press"),
        ("accent_text", "accent_soft_hover"),
        ("accent_text", "accent_line"),
        ("red_text", "red_soft"),
        ("red_text", "red_soft_press"),
        ("note", "note_hover"),
        ("note", "note_press"),
        ("text2", "press"),
    ],
)
def test_words_are_readable_on_a_ground_that_is_touched(
    tokens: ColorTokens, ink: str, ground: str
) -> None:
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", ALL)
@pytest.mark.parametrize(
    "grounds",
    [
        ("accent", "accent_hover", "accent_press"),
        ("accent_soft", "accent_soft_hover", "accent_line"),
        ("note_text", "note_hover", "note_press"),
    ],
)
def test_rest_hover_and_press_can_be_told_apart(
    tokens: ColorTokens, grounds: tuple[str, str, str]
) -> None:
    rest, hover, press = (tokens[name] for name in grounds)
    pairs = ((rest, hover), (rest, press), (hover, press))
    assert all(contrast(*pair) >= 1.1 for pair in pairs)
    assert contrast(tokens.red_soft, tokens.red_soft_press) >= 1.1


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_initials_are_readable_in_all_eight_avatar_pairs(tokens: ColorTokens) -> None:
    assert len(set(tokens.avatars)) == 8
    assert all(contrast(pair.fill, pair.ink) >= 4.5 for pair in tokens.avatars)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_toast_text_is_readable(tokens: ColorTokens) -> None:
    assert contrast(tokens.toast_text, tokens.toast) >= 4.5
    assert contrast(tokens.toast_link, tokens.toast) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_single_colour_is_a_hex_triplet(tokens: ColorTokens) -> None:
    names = [field.name for field in dataclasses.fields(tokens)]
    singles = [name for name in names if name not in {"scheme", "series", "avatars"}]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", tokens[name]) for name in singles)


@pytest.mark.parametrize("name", ["scheme", "series", "avatars", "no_such_token"])
def test_a_name_that_is_no_colour_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        LIGHT[name]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_high_contrast_strengthens_outlines_and_meta_text(tokens: ColorTokens) -> None:
    strong = high_contrast(tokens)
    assert contrast(strong.line2, strong.surface) >= 3
    assert contrast(strong.text3, strong.hover) > contrast(tokens.text3, tokens.hover)


def test_contrast_does_not_depend_on_the_order() -> None:
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [high_contrast(LIGHT), high_contrast(DARK)])
@pytest.mark.parametrize(("ink", "ground", "needed"), [(i, g, n) for i, g, _, _, n in MEASURED])
def test_contrast_holds_in_high_contrast_too(
    tokens: ColorTokens, ink: str, ground: str, needed: float
) -> None:
    assert contrast(tokens[ink], tokens[ground]) >= needed
