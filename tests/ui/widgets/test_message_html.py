# SPDX-License-Identifier: Apache-2.0
"""HTML is drawn in our type, so that it can be read in both themes and fits its card."""

import pytest
from PySide6.QtGui import QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QApplication

from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.message_document import build_document, code_spans
from ui.widgets.message_html import fragments
from ui.widgets.message_value import MessageValue


def _build(theme: Theme, html: str, *, width: float = 400) -> QTextDocument:
    message = MessageValue("m1", "customer", "Hana", "12:18", "", html=html)
    return build_document(theme, message, width=width, images={})


def _format_of(document: QTextDocument, text: str) -> QTextCharFormat:
    return next(one.charFormat() for one in fragments(document) if text in one.text())


def test_sizes_families_and_colours_of_the_sender_are_dropped(theme: Theme) -> None:
    html = (
        '<p style="color: #000; background: #fff; font: 40px Papyrus">black</p>'
        '<font size="7" color="white" face="Papyrus">huge</font><h1>heading</h1>'
    )
    document = _build(theme, html)
    for text in ("black", "huge", "heading"):
        found = _format_of(document, text)
        assert found.font().families() == ["Inter"]
        assert found.font().pixelSize() == 13
        assert not found.hasProperty(QTextCharFormat.Property.ForegroundBrush.value)
        assert not found.hasProperty(QTextCharFormat.Property.BackgroundBrush.value)


def test_emphasis_links_and_code_are_kept(theme: Theme) -> None:
    html = '<p><b>bold</b> <i>slanted</i> <s>gone</s> <a href="https://a.example">link</a></p>'
    document = _build(theme, f"{html}<p>see <code>kst-2291</code> now</p><pre>one\ntwo</pre>")
    assert _format_of(document, "bold").fontWeight() == 600
    assert _format_of(document, "slanted").fontItalic()
    assert _format_of(document, "gone").fontStrikeOut()
    assert _format_of(document, "link").anchorHref() == "https://a.example"
    assert _format_of(document, "two").font().families() == ["JetBrains Mono"]
    spans = [document.toPlainText()[start:end] for start, end in code_spans(document)]
    assert spans == ["kst-2291"]


@pytest.mark.parametrize(("scheme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_links_take_the_colour_of_the_theme(
    qapp: QApplication, scheme: str, tokens: object
) -> None:
    theme = Theme("dark" if scheme == "dark" else "light")
    document = _build(theme, '<a href="https://a.example" style="color: blue">link</a>')
    color = _format_of(document, "link").foreground().color()
    assert color == theme.color("accent_text")
    assert tokens is theme.tokens


def test_a_table_as_wide_as_a_screen_fits_its_card(theme: Theme) -> None:
    html = '<table width="1600" cellpadding="40"><tr><td width="1200">a</td><td>b</td></tr></table>'
    assert _build(theme, html, width=300).size().width() <= 300


def test_the_last_paragraph_leaves_no_gap_below_it(theme: Theme) -> None:
    assert _build(theme, "<p>one</p><p>two</p>").size().height() == 20 + 8 + 20


def test_lists_and_quotes_keep_their_place(theme: Theme) -> None:
    document = _build(theme, "<ul><li>first</li><li>second</li></ul><blockquote>said</blockquote>")
    quote = document.lastBlock()
    assert document.begin().textList() is not None
    assert quote.blockFormat().leftMargin() > 0
    assert _format_of(document, "said").foreground().color() == theme.color("text2")


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "<table></table>", "<li>", "</div>" * 50, "<" * 99]
)
def test_odd_markup_is_harmless(theme: Theme, html: str) -> None:
    assert _build(theme, html).size().height() >= 0


def test_deeply_nested_markup_is_drawn(theme: Theme) -> None:
    document = _build(theme, "<blockquote>" * 100 + "deep" + "</blockquote>" * 100)
    assert "deep" in document.toPlainText()


def test_code_of_a_mail_has_the_room_around_it_that_ours_has(theme: Theme) -> None:
    document = _build(theme, "<p>see <code>kst-2291</code> now</p>")
    roomy = [
        one.text() for one in fragments(document) if one.charFormat().fontLetterSpacing() == 3.0
    ]
    assert roomy == [" ", "1"]
    spans = [document.toPlainText()[start:end] for start, end in code_spans(document)]
    assert spans == ["kst-2291"]


def test_a_quote_keeps_its_distance_from_what_follows(theme: Theme) -> None:
    document = _build(theme, "<blockquote>said</blockquote>answer")
    assert document.begin().blockFormat().bottomMargin() == 8
