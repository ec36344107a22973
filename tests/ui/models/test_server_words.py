# SPDX-License-Identifier: Apache-2.0
"""What the server says of mail and calendar files is known to the window, word for word."""

import ast
import re
from pathlib import Path

import pytest

import sync_server
from ui.models import server_words as module
from ui.models.server_words import SENTENCES, server_words

SERVER = Path(sync_server.__file__).parent
MAIL = SERVER / "channels" / "email"
QUEUE = SERVER / "desk" / "commands" / "sending.py"
HOLIDAYS = SERVER / "desk" / "holidays"
ADDED = SERVER / "desk" / "queries" / "calendars.py"


def template(node: ast.AST) -> str | None:
    """A text as the server's code has it, with `{}` for each value in it."""
    match node:
        case ast.Constant(value=str(text)):
            return re.sub(r"\{\w+\}", "{}", text)
        case ast.JoinedStr(values=parts):
            return "".join(template(part) or "{}" for part in parts)
        case _:
            return None


@pytest.fixture(scope="module")
def said():
    """Every text of the server's code for mail, and for calendar files."""
    paths = (*MAIL.rglob("*.py"), *HOLIDAYS.glob("*.py"), QUEUE, ADDED)
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    return {template(node) for tree in trees for node in ast.walk(tree)} - {None}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_server_says_each_of_them(said, sentence):
    wanted = re.sub(r"\{\w+\}", "{}", str(sentence))
    assert wanted in said | {f"{each}{{}}" for each in said}


@pytest.fixture
def loud(monkeypatch):
    """A language in which every sentence is loud, and its gaps are the same."""

    def translate(_context, sentence):
        return re.sub(r"[^{}]+(?![^{}]*\})", lambda found: found[0].upper(), sentence)

    monkeypatch.setattr(module, "translate", translate)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("mx.test broke the connection", "mx.test BROKE THE CONNECTION"),
        (
            "Given up after 2 days. mx.test: Mailbox full (552)",
            "GIVEN UP AFTER 2 DAYS. mx.test: Mailbox full (552)",
        ),
        (
            "Mail does not leave: mx.test, port 25 does not answer",
            "MAIL DOES NOT LEAVE: mx.test, port 25 DOES NOT ANSWER",
        ),
        ("{x}: its domain cannot exist", "{x}: ITS DOMAIN CANNOT EXIST"),
        ("the file has more than 2,000 events", "THE FILE HAS MORE THAN 2,000 EVENTS"),
        ("mx.test: Mailbox full (552)", "mx.test: Mailbox full (552)"),
        ("", ""),
    ],
)
def test_a_sentence_is_known_whatever_stands_in_it(loud, said, shown):
    assert server_words(said) == shown
