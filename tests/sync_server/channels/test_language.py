# SPDX-License-Identifier: Apache-2.0
"""What the desk itself says is said in every language that it has, and in the reader's own."""

import ast
import tomllib
from collections.abc import Iterator
from datetime import datetime
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes
from markupsafe import Markup

from resources import resource
from sync_server.channels.language import ENGLISH, LANGUAGES, Words, mark, preferred, words_in
from tests.support.source import ROOT

GERMAN = words_in("de")
OTHERS = [language for language in LANGUAGES if language != "en"]
CALLS = ("say", "mark")


def templates() -> list[str]:
    files = (*resource("web").iterdir(), *resource("mail").iterdir())
    return [
        file.read_text(encoding="utf-8") for file in files if file.name.endswith((".html", ".txt"))
    ]


def texts_of_templates() -> Iterator[str]:
    for template in templates():
        for call in Environment(autoescape=True).parse(template).find_all(nodes.Call):
            match call:
                case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))]):
                    yield text


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def texts_of_code() -> Iterator[str]:
    for path in (ROOT / "sync_server" / "channels").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(args=[ast.Constant(value=str(text)), *_]) if name_of(node) in CALLS:
                    yield text


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_text_and_no_other(language):
    catalogue = tomllib.loads(resource("languages", f"{language}.toml").read_text(encoding="utf-8"))
    said = {*texts_of_templates(), *texts_of_code()}
    assert said - set(catalogue) == set()
    assert set(catalogue) - said == set()
    assert [text for text, own in catalogue.items() if fields_of(text) != fields_of(own)] == []
    assert all(own.strip() == own != "" for own in catalogue.values())


def test_a_text_is_said_with_what_stands_in_its_braces():
    assert GERMAN("Write to {team}", team="Hilfe {x}") == "Nachricht an Hilfe {x}"
    assert ENGLISH("Write to {team}", team="Help") == "Write to Help"
    assert GERMAN("{{agent.name}} is not ours") == "{{agent.name}} is not ours"
    assert mark("Name") == "Name"


def test_markup_stays_markup_and_everything_beside_it_is_escaped():
    words = Words("de", {"{a} & {b}": "{b} & {a}"})
    said = words("{a} & {b}", a=Markup("<bdi>x</bdi>"), b="<y>")
    assert said == Markup("&lt;y&gt; &amp; <bdi>x</bdi>")


@pytest.mark.parametrize(
    ("size", "english", "german"),
    [
        (0, "1 KB", "1 KB"),
        (47_000, "46 KB", "46 KB"),
        (1_572_864, "1.5 MB", "1,5 MB"),
        (26_214_400, "25 MB", "25 MB"),
    ],
)
def test_sizes_are_readable(size, english, german):
    assert (ENGLISH.size(size), GERMAN.size(size)) == (english, german)


def test_numbers_and_moments_are_written_as_people_do():
    moment = datetime(2026, 3, 2, 8, 5)  # noqa: DTZ001 - as the reader's clock shows it
    assert (ENGLISH.number(50_000), GERMAN.number(50_000)) == ("50,000", "50.000")
    assert ENGLISH.moment(moment) == "2 Mar 2026, 08:05"
    assert GERMAN.moment(moment) == "2. März 2026, 08:05"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "de"),
        ("fr-FR, fr;q=0.9", "de"),
        ("en", "en"),
        ("EN-us,en;q=0.9,de;q=0.8", "en"),
        ("de-AT, en;q=0.7", "de"),
        ("fr, en;q=0.3, de;q=0.4", "de"),
        ("en;q=0", "de"),
        ("*", "de"),
        ("en;q=x", "de"),
    ],
)
def test_a_browser_is_answered_in_what_it_prefers(accepted, language):
    assert preferred(accepted, "de") == language


@given(st.text(max_size=200) | st.text("ende-;q=01.,* ", max_size=200))
def test_any_header_ends_in_a_language_that_there_is(accepted):
    assert preferred(accepted, "en") in LANGUAGES
