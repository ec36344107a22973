# SPDX-License-Identifier: Apache-2.0
"""Every component of the gallery is drawn in every state, scheme, size and direction of writing."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import ui.widgets
from tests.accessibility.fit import badly_painted, cramped
from tests.accessibility.longer_words import longer as longer_and_marked
from tests.accessibility.mirrored import places, unlike
from ui.galleries.catalogue import COMPONENTS
from ui.galleries.component import Component, leave
from ui.galleries.longer_words import LongerWords, as_is, longer
from ui.galleries.sheet import Sheet
from ui.gallery import GalleryWindow, save_all
from ui.theme.theme import Theme

# A sheet asks for the keyboard, which drawing in memory has none of.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

# These are only the base of others, which have their entry; every new widget brings one.
BASES = {"FootWidget", "OrderedList", "SpokenView", "TimelineView", "WrappedRow"}

# Both are white where it is light, and of one colour where there is more contrast.
ALIKE = {("raised", "surface"), ("text3", "text2"), ("off, pressed", "off, hover")}

LOOKS = [
    ("light", 1.0, False),
    ("dark", 2.0, True),
    *(
        pytest.param(*look, marks=pytest.mark.long)
        for look in (
            ("light", 0.8, False),
            ("light", 2.0, False),
            ("dark", 1.0, False),
            ("light", 1.0, True),
        )
    ),
]

# Who has these in it gives them the look of a mode, and of the theme with it.
DRESSED = {"composer", "message_editor"}

# Of these the whole is told elsewhere: what a line of many changes folds, unfolds below it.
TOLD_ELSEWHERE = {"timeline"}

# In these nothing is read but figures, the same ones in every language.
FIGURES = {"frame_overlay"}

# Code is read from the left in every language.
CODE = {"code_editor", "code_field"}

BUTTON = Qt.MouseButton.LeftButton
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft

every_component = pytest.mark.parametrize(
    "component", COMPONENTS, ids=lambda component: component.key
)


def _public_widgets() -> set[str]:
    modules = [
        importlib.import_module(f"ui.widgets.{module.name}")
        for module in pkgutil.iter_modules(ui.widgets.__path__)
    ]
    return {
        name
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, QWidget)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    }


def test_every_widget_has_an_entry():
    shown = {component.widget.__name__ for component in COMPONENTS}
    assert _public_widgets() - shown == BASES


def _shown(sheet: Sheet, qtbot: QtBot) -> Sheet:
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    return sheet


def _pictures(sheet: Sheet) -> list[QImage]:
    """Of each state, with the focus in none that has not asked for it."""
    sheet.setFocus()
    for _ in range(2):  # what has another height for its new width is laid out once more
        QApplication.processEvents()
        sheet.resize(sheet.sizeHint())
    QApplication.processEvents()
    return [sheet.picture(place).toImage() for place in range(len(sheet.shown))]


def _drawn(theme: Theme, component: Component, qtbot: QtBot, way=LEFT) -> list[QImage]:
    sheet = _shown(Sheet(theme, component, way=way), qtbot)
    sheet.act()
    return _pictures(sheet)


def _is_off(first: str, second: str) -> bool:
    """Kinds that are disabled have given up their colours and may look alike."""
    return first.endswith(", disabled") and second.endswith(", disabled")


@pytest.mark.parametrize(("scheme", "zoom", "contrast"), LOOKS)
@every_component
def test_no_two_states_look_the_same(component, scheme, zoom, contrast, theme, qtbot):
    theme.set_look(scheme, zoom, more_contrast=contrast)
    pictures = _drawn(theme, component, qtbot)
    assert not any(picture.isNull() for picture in pictures)
    labels = [state.label for state in component.states]
    same = [
        (labels[a], labels[b])
        for a in range(len(labels))
        for b in range(a)
        if pictures[a] == pictures[b]
    ]
    assert [pair for pair in same if pair not in ALIKE and not _is_off(*pair)] == []


@pytest.mark.parametrize(
    ("scheme", "zoom", "contrast"), [("dark", 1.0, True), ("light", 2.0, False)]
)
@every_component
def test_another_look_is_taken_on_while_it_is_shown(
    component, scheme, zoom, contrast, theme, qtbot
):
    sheet = _shown(Sheet(theme, component), qtbot)
    for widget in sheet.shown:
        widget.show()
    _pictures(sheet)
    theme.set_look(scheme, zoom, more_contrast=contrast)
    changed = _pictures(sheet)
    anew = _shown(Sheet(theme, component), qtbot)
    for widget in anew.shown:
        widget.show()
    built = _pictures(anew)
    late = [
        state.label
        for state, before, after in zip(component.states, changed, built, strict=True)
        if state.act is leave and before != after
    ]
    assert late == [] or component.key in DRESSED


@pytest.fixture
def longer_language(qapp):
    translator = LongerWords(longer_and_marked)
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.usefixtures("longer_language")
@pytest.mark.parametrize("zoom", [1.0, 2.0])
@every_component
def test_longer_words_have_room(component, zoom, theme, qtbot):
    theme.set_zoom(zoom)
    sheet = _shown(Sheet(theme, component, longer), qtbot)
    for place, widget in enumerate(sheet.shown):
        widget.show()
        sheet.act_on(place)
    sheet.resize(sheet.sizeHint())
    cut = [] if component.key in TOLD_ELSEWHERE else badly_painted(sheet)
    assert [*cramped(sheet), *cut] == []


def _lived(theme: Theme, component: Component, qtbot: QtBot, way=LEFT) -> Sheet:
    """A sheet in which every state is put on, as far as one does not end another."""
    sheet = _shown(Sheet(theme, component, way=way), qtbot)
    for place, widget in enumerate(sheet.shown):
        widget.show()
        sheet.act_on(place)
    _pictures(sheet)
    return sheet


@every_component
def test_all_stands_where_its_mirror_image_would_where_people_read_from_the_right(
    component, theme, qtbot
):
    sheet = _lived(theme, component, qtbot)
    here, width = places(sheet), sheet.width()
    mirrored = _lived(theme, component, qtbot, way=RIGHT)
    mirrored.resize(sheet.size())
    QApplication.processEvents()
    assert unlike(here, places(mirrored), width) == [] or component.key in FIGURES | CODE
    assert places(mirrored) != here


def test_the_window_shows_every_component_either_way_and_with_longer_texts(theme, qtbot):
    window = GalleryWindow(theme)
    qtbot.addWidget(window)
    window.contrast.setChecked(True)
    window.right_to_left.setChecked(True)
    window.long_words.setChecked(True)
    for component in COMPONENTS:
        window.choose(component.key)
        assert len(window.sheet().shown) == len(component.states)


def test_the_window_takes_on_scheme_and_zoom_and_stays_as_large_around_the_sheet(theme, qtbot):
    window = GalleryWindow(theme)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.choose("check_box")
    before, small = window.zooms.size(), window.sheet().picture(0).size()
    qtbot.mouseClick(window.findChild(QWidget, "gallery.scheme.choice.dark"), BUTTON)
    qtbot.mouseClick(window.findChild(QWidget, "gallery.zoom.choice.200"), BUTTON)
    QApplication.processEvents()
    assert (theme.scheme, theme.zoom) == ("dark", 2.0)
    assert window.zooms.size() == before
    assert window.sheet().picture(0).width() > 1.9 * small.width()


def test_words_grow_long_in_what_components_say_themselves_and_shrink_again(theme, qtbot):
    window = GalleryWindow(theme)
    qtbot.addWidget(window)
    window.show()
    window.choose("list_notice")
    short = window.sheet().shown[0].accessibleName()
    window.long_words.setChecked(True)
    assert len(window.sheet().shown[0].accessibleName()) > len(short)
    window.long_words.setChecked(False)
    assert window.sheet().shown[0].accessibleName() == short


def test_pictures_are_saved_for_each_component_and_look(theme, qtbot, tmp_path):
    save_all(theme, tmp_path, COMPONENTS[:3])
    assert {each.name for each in tmp_path.iterdir()} == {
        "light",
        "dark",
        "high-contrast-light",
        "high-contrast-dark",
        "zoom-200",
        "right-to-left",
    }
    assert len(list(tmp_path.glob("*/*.png"))) == 6 * 3


def test_no_widget_of_a_sheet_hears_of_the_theme_when_the_sheet_is_gone(theme, qtbot, capfd):
    with qtbot.capture_exceptions() as raised:
        for component in COMPONENTS:
            sheet = Sheet(theme, component)
            sheet.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        theme.set_scheme("dark")
    assert raised == []
    assert "already deleted" not in capfd.readouterr().err


def test_longer_texts_are_longer_by_two_fifths():
    assert len(longer("Ten chars.")) == 14
    assert as_is("Ten chars.") == "Ten chars."
