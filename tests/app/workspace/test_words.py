# SPDX-License-Identifier: Apache-2.0
import pytest

from app.workspace.words import refusal_words
from sync_server.contract.refusals import Code, Refusal


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_code_has_words_of_its_own(code):
    assert f"({code})" not in refusal_words(Refusal(code=code))


def test_a_code_of_a_newer_server_is_shown_as_it_is():
    assert refusal_words(Refusal(code="later")) == "The server refused this (later)."
