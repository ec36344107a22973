# SPDX-License-Identifier: Apache-2.0
"""No character of a stranger makes a text look like another one."""

import pytest

from ui.widgets.link_target import may_open, phone_address, shown_address
from ui.widgets.plain_text import first_words, harmless


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("invoice\u202efdp.exe", "invoice\ufffdfdp.exe"),
        ("a\u200bb\u2060c\ufeff", "abc"),
        ("x\u2066y\u2069\x00\x1b[31m", "xy[31m"),
        (
            "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
            "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        ),
        ("\U0001f469\u200d\U0001f680 family", "\U0001f469\u200d\U0001f680 family"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_overrides_are_seen_and_the_rest_goes(given: str, shown: str) -> None:
    assert harmless(given) == shown


def test_how_a_text_begins_is_one_harmless_line() -> None:
    assert first_words("  Hello\n\nthe\tinvoice\u202e is attached", 18) == "Hello the invoice\ufffd"


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "https://a.example/x?y=1",
        "mailto:a@b.example",
        "HTTPS://A.b",
        "tel:+4722550140",
        "TEL:112",
    ],
)
def test_the_web_mail_and_plain_numbers_may_be_opened(address: str) -> None:
    assert may_open(address)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "\\\\host\\share",
        "//host/share",
        "javascript:alert(1)",
        "ms-settings:",
        "data:text/html,x",
        "smb://host/x",
        "https:",
        "tel:",
        "tel:*%2306%23",
        "tel:*21*+4722550140#",
        "tel:+4722550140;phone-context=x",
        "tel:+4722550140,,1234",
        "tel://host",
        "tel:\u0661\u0662\u0663\u0664",
        "tel:" + "1" * 21,
        "http://[bad",
        "http://a.example/\u202emoc",
        "https://a.example/" + "x" * 9000,
        "",
    ],
)
def test_nothing_else_may(address: str) -> None:
    assert not may_open(address)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("+47 22 55 01 40", "tel:+4722550140"),
        ("+49 (0)30 / 901820-0", "tel:+49309018200"),
        ("(030) 901820", "tel:030901820"),
        ("001.555.0100", "tel:0015550100"),
        ("*21*+4722550140#", ""),
        ("<b>+47 22</b>", ""),
        ("+47 22 55 ext. 12", ""),
        ("+47\u202e22 55 01 40", ""),
        ("call me", ""),
        ("", ""),
    ],
)
def test_a_number_is_called_as_people_write_it_and_nothing_more(written: str, address: str) -> None:
    assert phone_address(written) == address


def test_a_long_address_is_cut_where_it_is_shown() -> None:
    assert len(shown_address("https://a.example/" + "x" * 5000)) == 301
