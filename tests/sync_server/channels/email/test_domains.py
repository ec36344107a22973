# SPDX-License-Identifier: Apache-2.0

import pytest

from sync_server.channels.email.domains import domain_in_ascii


@pytest.mark.parametrize(
    ("written", "travels"),
    [
        ("shop.example", "shop.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("xn--strae-oqa.example", "xn--strae-oqa.example"),
    ],
)
def test_a_domain_travels_as_itself_and_not_as_its_neighbour(written: str, travels: str):
    assert domain_in_ascii(written) == travels


@pytest.mark.parametrize("domain", ["ü..example", "☃\u200b.example", "ü" * 80 + ".example"])
def test_a_domain_that_cannot_exist_travels_not_at_all(domain: str):
    assert domain_in_ascii(domain) == ""
