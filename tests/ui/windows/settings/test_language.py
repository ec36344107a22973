# SPDX-License-Identifier: Apache-2.0
import pytest

from app.settings import Settings
from ui.models.words import translate
from ui.widgets.figures import count_words
from ui.windows.settings.language import Language


@pytest.fixture
def settings():
    return Settings(None)


@pytest.fixture
def language(qapp, settings):
    language = Language(settings)
    yield language
    language.close()


def test_words_and_figures_are_those_of_the_language(language, settings, qtbot):
    settings.set("language", "en")
    assert (translate("bulk", "Assign"), count_words(4_821)) == ("Assign", "4,821")
    with qtbot.waitSignal(language.changed):
        settings.set("language", "de")
    assert (translate("bulk", "Assign"), count_words(4_821)) == ("Zuweisen", "4.821")


def test_nothing_of_it_is_left_when_it_is_closed(language, settings):
    settings.set("language", "de")
    language.close()
    assert (translate("bulk", "Assign"), count_words(4_821)) == ("Assign", "4,821")
