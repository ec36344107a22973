# SPDX-License-Identifier: Apache-2.0
from ui.models.fingerprints import fingerprint_words


def test_fingerprints_are_said_short():
    told = fingerprint_words(expected="ab" * 32, found="cd" * 32)
    assert told == "Expected ABAB ABAB ABAB ABAB, found CDCD CDCD CDCD CDCD."


def test_the_right_authority_is_said():
    assert "run out" in fingerprint_words(expected="ab" * 32, found="ab" * 32)


def test_what_was_not_seen_is_not_said():
    assert fingerprint_words(expected="ab" * 32, found="") == ""
