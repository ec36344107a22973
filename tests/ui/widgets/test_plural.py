# SPDX-License-Identifier: Apache-2.0
"""One of something is told with other words than many, in every language."""

import ast
from importlib.resources import files

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from tests.support.counted_texts import chosen_by_one
from tests.support.source import modules, tree
from ui.widgets import plural


def said(count: int) -> str:
    return plural.tr("%n tickets moved", "1 ticket moved", count)


@pytest.fixture
def german(qapp):
    translator = QTranslator()
    assert translator.load(str(files("resources") / "translations" / "deskbell_de.qm"))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_english_has_one_and_many():
    assert [said(count) for count in (0, 1, 2, 1000)] == [
        "0 tickets moved",
        "1 ticket moved",
        "2 tickets moved",
        "1000 tickets moved",
    ]


def test_german_has_one_and_many(german):
    told = [said(count) for count in (0, 1, 2)]
    assert told == ["0 Tickets verschoben", "1 Ticket verschoben", "2 Tickets verschoben"]


def test_no_text_is_chosen_by_whether_there_is_one():
    found = {str(module): list(chosen_by_one(tree(module))) for module in modules("app", "ui")}
    assert {module: lines for module, lines in found.items() if lines} == {}, "use plural.tr"


@pytest.mark.parametrize(
    "planted",
    [
        'return translate("c", "1 mail") if count == 1 else many',
        'one = translate("c", "1 mail"); return one if len(mails) == 1 else many',
        'told = many\n    if count > 1:\n        told = QCoreApplication.translate("c", "mails")',
    ],
)
def test_a_text_that_is_chosen_so_is_found(planted):
    assert list(chosen_by_one(ast.parse(f"def told(count):\n    {planted}")))
