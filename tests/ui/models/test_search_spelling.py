# SPDX-License-Identifier: Apache-2.0
import pytest

from ui.models.search_spelling import meant

KNOWN = ("Webhooks return 401, after rotation", "Hana Ito", "Kestrel Logistics")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("webhoks", "Webhooks"),
        ("rotatoin kestrle", "rotation Kestrel"),
        ("rotation", ""),
        ("abc", ""),
        ("xylophone", ""),
        ("retrun rotation", "return rotation"),
    ],
)
def test_a_close_word_is_proposed(words, expected):
    assert meant(words, KNOWN) == expected
