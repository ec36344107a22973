# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from ui.theme import system_motion
from ui.windows.settings.look import Look


@pytest.fixture
def settings():
    return Settings(None)


@pytest.fixture
def look(settings, theme):
    look = Look(settings, theme)
    yield look
    look.close()


def test_the_look_follows_the_settings_at_once(settings, theme, look):
    settings.set("appearance", "dark")
    settings.set("contrast", "more")
    settings.set("zoom", 150)
    assert (theme.scheme, theme.more_contrast, theme.zoom) == ("dark", True, 1.5)


def test_nothing_moves_where_the_person_does_not_want_it(settings, theme, look):
    assert not theme.reduced_motion
    QApplication.setEffectEnabled(Qt.UIEffect.UI_FadeMenu, True)
    settings.set("motion", "reduced")
    assert theme.reduced_motion
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_FadeMenu)
    settings.set("motion", "normal")
    assert not theme.reduced_motion


def test_zoom_by_key_is_kept(settings, theme, look):
    theme.set_zoom(1.1)
    assert settings.number("zoom") == 110


def test_what_the_command_says_holds_until_the_person_chooses(settings, theme):
    look = Look(settings, theme, fixed="dark")
    settings.set("zoom", 90)
    assert theme.scheme == "dark"
    settings.set("appearance", "light")
    assert theme.scheme == "light"
    look.close()


def test_a_closed_look_follows_nothing(settings, theme, look):
    look.close()
    theme.changed.connect(look._on_theme_changed)
    settings.set("appearance", "dark")
    assert theme.scheme == "light"


class Wish(QObject):
    """What a desktop answers."""

    changed = Signal()
    is_reduced = True


def test_the_wish_of_the_desktop_counts_where_the_person_leaves_it_open(
    look, settings, theme, monkeypatch
):
    wish = Wish()
    monkeypatch.setattr(system_motion, "system_motion", lambda parent: wish)
    look.ask_desktop()
    assert not theme.reduced_motion
    wish.changed.emit()
    assert theme.reduced_motion
    settings.set("motion", "normal")
    assert not theme.reduced_motion
    settings.set("motion", "system")
    wish.is_reduced = False
    wish.changed.emit()
    assert not theme.reduced_motion
