# SPDX-License-Identifier: Apache-2.0
"""The sample's files are files of their kinds."""

import csv

import pytest
from PySide6.QtGui import QImage

from resources.sample.files import MOST, file_bytes
from resources.sample.model import SampleAttachment

KINDS = (
    "image/png",
    "image/jpeg",
    "image/svg+xml",
    "application/pdf",
    "text/csv",
    "text/plain",
)


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg"])
def test_a_picture_can_be_shown(media_type: str) -> None:
    picture = QImage.fromData(file_bytes(SampleAttachment("a picture", media_type, 40_000)))
    assert not picture.isNull()
    assert picture.width() > picture.height() > 50


@pytest.mark.parametrize("media_type", KINDS)
def test_a_file_is_the_same_every_time_and_near_its_size(media_type: str) -> None:
    attachment = SampleAttachment("a file", media_type, 30_000)
    assert file_bytes(attachment) == file_bytes(attachment)
    assert 0.9 < len(file_bytes(attachment)) / 30_000 < 1.1


@pytest.mark.parametrize("media_type", KINDS)
def test_no_file_is_larger_than_a_demo_needs(media_type: str) -> None:
    assert len(file_bytes(SampleAttachment("a file", media_type, 30_000_000))) < MOST * 1.1


def test_a_table_has_as_many_values_as_columns() -> None:
    text = file_bytes(SampleAttachment("t.csv", "text/csv", 3_000)).decode()
    assert {len(row) for row in csv.reader(text.splitlines())} == {3}


def test_a_document_says_where_its_parts_begin() -> None:
    document = file_bytes(SampleAttachment("BW-1.pdf", "application/pdf", 20_000))
    start = int(document.rpartition(b"startxref\n")[2].split()[0])
    assert document[start:].startswith(b"xref\n")
    offsets = [int(line.split()[0]) for line in document[start:].splitlines()[3:-5]]
    assert all(
        document[offset:].startswith(b"%d 0 obj" % number)
        for number, offset in enumerate(offsets, start=1)
    )
