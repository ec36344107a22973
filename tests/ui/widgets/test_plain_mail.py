# SPDX-License-Identifier: Apache-2.0
"""A stranger's text shows as text: no link leads anywhere, nothing is drawn as something else."""

import pytest

from ui.widgets.plain_mail import PlainMail, broken_links


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://a.example/x", "see hxxps://a.example/x"),
        ("HTTP://A.example", "hxxp://A.example"),
        ("ftp://a.example", "fxp://a.example"),
        ("www.a.example", "www[.]a.example"),
        ("mailto:a@b.example", "mailto[:]a@b.example"),
        ("javascript://x.example", "javascript[:]//x.example"),
        ("note: nothing here", "note: nothing here"),
    ],
)
def test_links_are_broken(text, shown):
    assert "".join(part for part, _ in broken_links(text)) == shown


def test_markup_stays_text_and_letters_keep_their_order(theme, qtbot):
    widget = PlainMail(theme, name="mail")
    qtbot.addWidget(widget)
    widget.show_text("<img src=x> \u202egpj.exe")
    assert widget.toPlainText() == "<img src=x> \ufffdgpj.exe"
    assert widget.isReadOnly()
