# SPDX-License-Identifier: Apache-2.0
"""Fingerprints of a server's authority, as far as two people compare them on the phone."""

from typing import Final

from ui.models.words import translate

_SHOWN: Final = 16
_GROUP: Final = 4


def fingerprint_words(*, expected: str, found: str) -> str:
    """The two fingerprints, or that only the certificate under the authority is wrong."""
    if found and found == expected:
        return translate(
            "window", "Its authority {found} is the right one: it may have run out."
        ).format(found=_short(found))
    if not found:
        return ""
    told = translate("window", "Expected {expected}, found {found}.")
    return told.format(expected=_short(expected), found=_short(found))


def _short(fingerprint: str) -> str:
    shown = fingerprint[:_SHOWN].upper()
    return " ".join(shown[start : start + _GROUP] for start in range(0, len(shown), _GROUP))
