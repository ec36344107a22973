# SPDX-License-Identifier: Apache-2.0
"""The rules of charsets, clean text and file names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.text import clean_line, clean_name, clean_text, decode_text
from sync_server.channels.email.text import safe_file_name as safe

LABELS = [
    "utf-8", "us-ascii", "iso-8859-1", "utf-7", "utf-16", "iso-2022-jp", "gb2312", "big5", "euc-kr",
    "base64", "rot13", "unicode_escape", "idna", "punycode", "undefined", "x-unknown", "", "\x00",
    "utf-8\r\nX: y", "hex", "zlib", "mbcs", "../../x",
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "label", "expected"),
    [
        ("Größe".encode(), "utf-8", "Größe"),
        ("Größe".encode("latin-1"), "iso-8859-1", "Größe"),
        ("Größe".encode(), "iso-8859-1", "Größe"),
        ("Größe".encode(), "us-ascii", "Größe"),
        ("Größe".encode("latin-1"), "utf-8", "Größe"),
        ("Größe".encode("latin-1"), None, "Größe"),
        ("„12 €“".encode("cp1252"), "iso-8859-1", "„12 €“"),
        ("電球".encode("iso-2022-jp"), "ISO-2022-JP", "電球"),
        ("電球".encode("iso-2022-jp"), None, "電球"),
        ("①電球".encode("cp932"), "shift_jis", "①電球"),
        ("电灯".encode("gb18030"), "gb2312", "电灯"),
        ("전구".encode("cp949"), "ks_c_5601-1987", "전구"),
        ("лампа".encode("koi8-r"), "koi8-r", "лампа"),
        (b"\xef\xbb\xbfHello", "utf-8", "Hello"),
        ("Größe".encode("utf-16"), "utf-16", "Größe"),
        ("Größe".encode(), "no-such-charset", "Größe"),
    ],
)
def test_a_text_is_read_whatever_its_label_claims(data: bytes, label: str, expected: str) -> None:
    assert decode_text(data, label) == expected


def test_a_utf8_text_with_a_broken_place_stays_utf8() -> None:
    data = "Größe und Länge für Müller".encode()
    assert decode_text(data[:-1] + b"\xc3", "utf-8").startswith("Größe und Länge für Mülle")


@pytest.mark.parametrize("label", ["utf-7", "UTF7", "unicode-1-1-utf-7", "csUnicode11UTF7"])
def test_utf7_is_not_obeyed(label: str) -> None:
    assert decode_text(b"+ADw-script+AD4-", label) == "+ADw-script+AD4-"


@given(st.binary(max_size=200), st.sampled_from(LABELS))
def test_no_bytes_under_no_label_fail_to_decode(data: bytes, label: str) -> None:
    text = clean_text(decode_text(data, label))
    assert text.encode("utf-8").decode("utf-8") == text


def test_clean_text_keeps_lines_and_drops_controls() -> None:
    assert clean_text("a\r\nb\rc\x00\x07\x1b[0m\ud800d\te\u2028f") == "a\nb\nc[0m\ufffdd\te\nf"


@given(st.text(), st.integers(1, 50))
def test_a_line_is_one_line_of_bounded_length(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert line.splitlines() in ([], [line])
    assert not set(line) & set(map(chr, [*range(32), 0x202E, 0x2066]))


def test_a_name_cannot_hide_characters() -> None:
    assert clean_name("Ad\u200ba \u202eWhit\ufefffield", 100) == "Ada Whitfield"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("offer.pdf", "offer.pdf"),
        ("../../x", "x"),
        ("C:\\x", "x"),
        ("/etc/passwd", "passwd"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("console.txt", "console.txt"),
        ("a:b", "a_b"),
        ("trailing. .", "trailing"),
        ("", "attachment-1.bin"),
        ("..", "attachment-1.bin"),
        ("invoice_\u202efdp.exe", "invoice_\ufffdfdp.exe"),
        (".ht\u200baccess", ".ht\ufffdaccess"),
        ("a\r\nb\x00c.txt", "a bc.txt"),
        ("<b>x</b>.html", "b_.html"),
    ],
)
def test_promise_40_and_41_a_file_name_is_safe_and_shows_its_real_ending(
    name: str, expected: str
) -> None:
    assert safe(name, "attachment-1.bin") == expected


def test_promise_41_a_long_name_keeps_its_ending() -> None:
    name = safe("x" * 5000 + ".pdf", "y")
    assert len(name) == 150
    assert name.endswith("x.pdf")


@given(st.text(max_size=300))
def test_no_name_is_empty_or_leaves_the_folder(name: str) -> None:
    made = safe(name, "fallback")
    assert made
    assert not set(made) & set('/\\:<>"|?*\x00\r\n')
    assert made not in (".", "..")
