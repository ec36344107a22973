# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app.errors import NotConnected
from sync_server.contract.entities import Attachment
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from ui.windows.agent.files import safe_name


@pytest.fixture
async def attachment(client, opened):
    told: Any = Attachment(id="f1", ticket="t1", message="m1", name="../console.png", size=212_000)  # type: ignore[arg-type]
    client.bench.apply(changes(insert(40, told, scope="team:platform")))
    await settle()
    return told


async def test_a_file_is_saved_where_the_person_chooses(client, opened, attachment, tmp_path):
    opened.window.conversation.timeline.attachment_opened.emit("f1")
    dialog: Any = opened.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "console.png"))
    dialog.reject()
    await settle()
    assert client.downloads == ["f1"]
    assert (tmp_path / "console.png").read_text() == "the file"
    assert opened.window.toast.accessibleName() == "console.png saved"


async def test_offline_a_file_says_why_it_does_not_come(client, opened, attachment, tmp_path):
    client.trouble = NotConnected()
    opened.tickets._files.save(attachment, tmp_path / "console.png")
    await settle()
    assert "there is no connection" in opened.window.notice.accessibleName()


async def test_a_place_that_cannot_be_written_is_named(client, opened, attachment, tmp_path):
    opened.tickets._files.save(attachment, tmp_path / "nowhere" / "console.png")
    await settle()
    assert "console.png could not be written" in opened.window.notice.accessibleName()


@pytest.mark.parametrize(
    ("given", "proposed"),
    [
        ("../../x", "x"),
        ("..\\..\\x.exe", "x.exe"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        (".htaccess", "htaccess"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a:b?.txt", "a_b_.txt"),
        ("...", "file"),
        ("x" * 400, "x" * 200),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
        ("\u96fb" * 100 + ".png", "\u96fb" * 65 + ".png"),
        ("x" * 300 + "." + "y" * 20, "x" * 200),
        ("com\u00b9.txt", "_com\u00b9.txt"),
        ("con .txt", "_con .txt"),
        ("two\nlines\t.txt", "two lines .txt"),
        ("r\u00e9sum\u00e9 2.pdf", "r\u00e9sum\u00e9 2.pdf"),
    ],
)
def test_a_hostile_name_is_no_path_and_no_device(given, proposed):
    assert safe_name(given) == proposed
