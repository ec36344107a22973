# SPDX-License-Identifier: Apache-2.0
"""Addresses are made from names in any of the desk's alphabets."""

import pytest

from resources.sample.people import address


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Maya Okafor", "maya.okafor@x.example"),
        ("Jürgen Weiß", "jurgen.weiss@x.example"),
        ("Håkon Nygård", "hakon.nygard@x.example"),
        ("Søren Æbelø", "soren.aebelo@x.example"),
        ("Anne-Marie de Boer", "anne.marie.de.boer@x.example"),
    ],
)
def test_an_address_is_plain_ascii(name: str, expected: str) -> None:
    assert address(name, "x.example") == expected
