# SPDX-License-Identifier: Apache-2.0
"""Showing a hostile message opens no file, no share and no address."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from ui.theme.theme import Theme
from ui.widgets.message_document import MessageDocument, build_document, code_spans
from ui.widgets.message_html import fragments
from ui.widgets.message_value import MessageValue

RED = QColor("#FF0000")
IMAGE_RESOURCE = int(QTextDocument.ResourceType.ImageResource.value)
SHEET_RESOURCE = int(QTextDocument.ResourceType.StyleSheetResource.value)


@pytest.fixture
def picture() -> QImage:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    return image


def _message(
    *, text: str = "", html: str | None = None, mentions: tuple[str, ...] = ()
) -> MessageValue:
    return MessageValue("m1", "note", "Hana", "12:18", text, html=html, mentions=mentions)


def _is_red_anywhere(document: QTextDocument) -> bool:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return any(image.pixelColor(x, y) == RED for x in range(0, 400, 4) for y in range(0, 200, 4))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "http://127.0.0.1/pixel.png",
        "https://tracker.example/pixel.png",
        "//server/share/picture.png",
        "qrc:/qt-project.org/styles/commonstyle/images/file-16.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_every_resource_but_attachments_is_refused(
    theme: Theme, picture: QImage, address: str
) -> None:
    document = MessageDocument({"f1": picture})
    assert document.loadResource(IMAGE_RESOURCE, QUrl(address)) == QByteArray()
    assert document.loadResource(SHEET_RESOURCE, QUrl("attachment:f1")) == QByteArray()


def test_an_attachment_is_answered_by_id(picture: QImage) -> None:
    document = MessageDocument({"f1": picture})
    assert document.loadResource(IMAGE_RESOURCE, QUrl("attachment:f1")) == picture
    assert document.loadResource(IMAGE_RESOURCE, QUrl("attachment:f2")) != picture


@pytest.mark.parametrize("form", ["{path}", "file://{path}"])
def test_a_file_named_by_an_image_is_never_drawn(
    theme: Theme, picture: QImage, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "secret.png"
    picture.save(str(path))
    source = form.format(path=path)
    html = (
        f'<p>before <img src="{source}" width="40" height="40"> after</p>'
        f'<table background="{source}"><tr><td background="{source}">cell</td></tr></table>'
        f'<p style="background-image: url({source})">styled</p>'
        f'<ul style="list-style-image: url({source})"><li>item</li></ul>'
    )
    document = build_document(theme, _message(html=html), width=400, images={})
    assert not _is_red_anywhere(document)
    assert "before [image] after" in document.toPlainText()


def test_a_file_is_drawn_without_the_guard(theme: Theme, picture: QImage, tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    picture.save(str(path))
    unguarded = QTextDocument()
    unguarded.setHtml(f'<img src="{path}">')
    assert _is_red_anywhere(unguarded)


def test_plain_text_shows_literally(theme: Theme) -> None:
    text = "<b>bold</b> & <img src='x'>\nnext line"
    document = build_document(theme, _message(text=text), width=400, images={})
    assert document.toPlainText() == text


def test_code_between_backticks_is_set_apart_and_mentions_only_in_notes(theme: Theme) -> None:
    document = build_document(theme, _message(text="see `kst-2291` @Maya"), width=400, images={})
    spans = [document.toPlainText()[start:end] for start, end in code_spans(document)]
    assert document.toPlainText() == "see kst-2291 @Maya"
    assert spans == ["kst-2291"]


def test_the_whole_name_of_a_colleague_is_coloured(theme: Theme) -> None:
    message = _message(text="@Tomas Reuter, see @media", mentions=("Tomas", "Tomas Reuter"))
    document = build_document(theme, message, width=400, images={})
    accent = theme.color("accent_text")
    coloured = [
        fragment.text()
        for fragment in fragments(document)
        if fragment.charFormat().foreground().color() == accent
    ]
    assert coloured == ["@Tomas Reuter"]


@pytest.mark.parametrize(("zoom", "line"), [(1.0, 20), (1.5, 30)])
def test_lines_keep_the_height_of_the_design(theme: Theme, zoom: float, line: int) -> None:
    theme.set_zoom(zoom)
    document = build_document(theme, _message(text="one\ntwo\nthree"), width=400, images={})
    assert document.size().height() == 3 * line
