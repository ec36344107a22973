# SPDX-License-Identifier: Apache-2.0
"""The lines with which mail programs copy headers, in the language of their user."""

import pytest

from sync_server.channels.email.copied_headers import copied_header


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("From: Nora <nora@north.example>", ("from", "Nora <nora@north.example>")),
        ("> *Von:* Nora", ("from", "Nora")),
        ("**Asunto:** No hay luz", ("subject", "No hay luz")),
        ("Verzonden: maandag", ("other", "maandag")),
        ("差出人\uff1a Nora", ("from", "Nora")),
        ("Well: this is a sentence", (None, "this is a sentence")),
        ("No colon", (None, "")),
    ],
)
def test_a_header_is_known_in_many_languages(line, found):
    assert copied_header(line) == found
