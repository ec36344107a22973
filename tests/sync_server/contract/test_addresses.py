# SPDX-License-Identifier: Apache-2.0

import pytest

from sync_server.contract.addresses import address_key, address_keys


def test_the_case_of_ascii_letters_makes_no_difference():
    assert address_key("Ann.LEE@Shop.EXAMPLE") == "ann.lee@shop.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maria@straße.example", "maria@strasse.example"),
        ("weiß@a.example", "weiss@a.example"),
        ("\u212aim@a.example", "kim@a.example"),
        ("ﬁn@a.example", "fin@a.example"),
    ],
)
def test_what_unicode_folds_together_are_different_addresses(one: str, other: str):
    assert len(address_keys((one, other))) == 2
