# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtGui import QColor

from ui.widgets.composer import Composer
from ui.widgets.composer_value import ComposerDraft
from ui.widgets.text_stretch import stretch_rects


@pytest.fixture
def composer(theme, qtbot):
    composer = Composer(theme)
    qtbot.addWidget(composer)
    return composer


def marked(composer):
    """(text, colour) of each stretch that does not look like the rest."""
    found = []
    block = composer.editor.document().begin()
    while block.isValid():
        text = block.text().encode("utf-16-le")
        for span in block.layout().formats():
            part = text[2 * span.start : 2 * (span.start + span.length)].decode("utf-16-le")
            found.append((part, span.format.foreground().color().name().upper()))
        block = block.next()
    return found


def test_code_looks_like_code_while_it_is_written(composer, theme, qtbot):
    qtbot.keyClicks(composer.editor, "for `kst-2291` and `")
    unseen, plain = QColor(0, 0, 0).name(), QColor(theme.color("text")).name().upper()
    assert marked(composer) == [("`", unseen), ("kst-2291", plain), ("`", unseen)]
    assert composer.draft().text == "for `kst-2291` and `"


def test_a_mention_stands_out_in_a_note_only(composer, theme):
    composer.editor.set_names(lambda text: ("Tomas",))
    composer.set_draft(ComposerDraft("note", "🙂 @Tomas look"))
    accent = QColor(theme.color("accent_text")).name().upper()
    assert marked(composer) == [("@Tomas", accent)]
    composer.set_mode("reply")
    assert marked(composer) == []


def test_the_whole_of_a_name_stands_out_and_nothing_that_is_no_name(composer, theme):
    composer.editor.set_names(lambda text: ("Tomas", "Tomas Reuter", "J. (Jo) Li"))
    note = "@tomas reuter, @Tomas and @J. (Jo) Li but me@Tomas, @media, @Tomasz"
    composer.set_draft(ComposerDraft("note", note))
    accent = QColor(theme.color("accent_text")).name().upper()
    assert marked(composer) == [
        ("@tomas reuter", accent),
        ("@Tomas", accent),
        ("@J. (Jo) Li", accent),
    ]


def test_looks_are_no_change_of_the_text(composer, theme, qtbot):
    told: list[object] = []
    composer.editor.set_names(lambda text: ("Tomas",))
    composer.draft_changed.connect(told.append)
    composer.set_draft(ComposerDraft("note", "`a` @Tomas"))
    theme.set_scheme("dark")
    qtbot.wait(1)
    assert told == []
    composer.editor.insertPlainText("!")
    assert len(told) == 1


def test_a_box_stands_behind_code_in_both_modes(composer, theme):
    composer.resize(500, 220)
    composer.set_draft(ComposerDraft("reply", "`kst-2291` works"))
    composer.show()
    for mode, face in (("reply", "sunken"), ("note", "surface")):
        composer.set_mode(mode)
        picture = composer.editor.viewport().grab().toImage()
        seen = {picture.pixelColor(x, 10).name() for x in range(4, 60)}
        assert theme.color(face).name() in seen


@pytest.mark.parametrize(
    ("text", "lines"), [("short `code` here", 1), (f"`{'long words ' * 12}`", 3)]
)
def test_a_stretch_has_a_rectangle_on_each_line(composer, text, lines):
    composer.resize(500, 220)
    composer.set_draft(ComposerDraft("reply", text))
    composer.show()
    document = composer.editor.document()
    found = tuple(stretch_rects(document, text.index("`"), text.rindex("`") + 1))
    assert len(found) == lines
    assert all(rect.width() > 0 for rect in found)
