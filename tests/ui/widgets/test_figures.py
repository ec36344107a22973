# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QLocale

from ui.widgets.figures import count_words


@pytest.fixture
def spoken():
    """Sets the language of the window; at the end it is the one from before."""
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (QLocale.Language.C, "12,345"),
        (QLocale.Language.English, "12,345"),
        (QLocale.Language.German, "12.345"),
        (QLocale.Language.French, "12\u202f345"),
    ],
)
def test_thousands_stand_apart_as_the_language_wants_it(spoken, language, words):
    spoken(QLocale(language))
    assert count_words(12_345) == words
    assert count_words(999) == "999"
