# SPDX-License-Identifier: Apache-2.0
"""How a mail falls into parts, also a broken one."""

import pytest

from sync_server.channels.email.mail import MailLimits, MailRefused, Reason
from sync_server.channels.email.structure import read_structure
from tests.support.mail_corpus import deep_multipart, mail_with, many_parts

MIXED = b"Content-Type: multipart/mixed; boundary=xx"


def bodies(body: bytes, header: bytes = MIXED) -> list[bytes]:
    raw = mail_with(header, body=body)
    return [raw[leaf.start : leaf.end] for leaf in read_structure(raw, MailLimits()).leaves()]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (b"--xx\n\none\n--xx\n\ntwo\n--xx--\n", [b"one", b"two"]),
        (b"preamble\n--xx\r\n\r\none\r\n--xx--\r\nepilogue", [b"one"]),
        (b"--xx  \n\none\n--xx--", [b"one"]),
        (b"--xx\n\nnever closed\n", [b"never closed\n"]),
        (b"--xx\n\none\n--xxy\n--xx--\n", [b"one\n--xxy"]),
        (b"--xx\n\none, --xx is no line\n--xx--\n", [b"one, --xx is no line"]),
        (b"--xx\n\none\n\n--xx--\n", [b"one\n"]),
        (b"--xx\n--xx\n\none\n--xx--\n", [b"", b"one"]),
        (b"--xx--\n", [b"--xx--\n"]),
        (b"nothing of the kind", [b"nothing of the kind"]),
    ],
)
def test_parts_lie_between_delimiter_lines(body: bytes, parts: list[bytes]) -> None:
    assert bodies(body) == parts


def test_inner_and_outer_boundaries_may_begin_alike() -> None:
    inner = b"--xx\nContent-Type: multipart/mixed; boundary=xxy\n\n--xxy\n\nin\n--xxy--\n--xx--\n"
    assert bodies(inner) == [b"in"]


def test_a_digest_is_made_of_messages() -> None:
    raw = mail_with(MIXED.replace(b"mixed", b"digest"), body=b"--xx\n\nFrom: a@b\n\nx\n--xx--\n")
    assert [leaf.media_type for leaf in read_structure(raw, MailLimits()).leaves()] == [
        "message/rfc822"
    ]


@pytest.mark.parametrize("count", [1, 50, 200])
def test_no_more_parts_are_made_than_allowed(count: int) -> None:
    limits = MailLimits(max_parts=count)
    root = read_structure(many_parts(count - 1), limits)
    assert len(list(root.leaves())) == max(1, count - 1)
    with pytest.raises(MailRefused) as caught:
        read_structure(many_parts(count), limits)
    assert caught.value.reason is Reason.TOO_MANY_PARTS


@pytest.mark.parametrize("levels", [1, 5, 20])
def test_parts_lie_no_deeper_than_allowed(levels: int) -> None:
    read_structure(deep_multipart(levels), MailLimits(max_depth=levels))
    with pytest.raises(MailRefused) as caught:
        read_structure(deep_multipart(levels + 1), MailLimits(max_depth=levels))
    assert caught.value.reason is Reason.TOO_DEEP


def test_headers_of_all_parts_count_together() -> None:
    part = b"--xx\nX-Long: " + b"a" * 100_000 + b"\n\nx\n"
    with pytest.raises(MailRefused) as caught:
        bodies(part * 3)
    assert caught.value.reason is Reason.HEADERS_TOO_LARGE
    assert len(bodies(part * 2)) == 2


def test_lines_that_only_look_like_delimiters_are_not_followed_for_ever() -> None:
    with pytest.raises(MailRefused) as caught:
        bodies(b"--xx\n\n" + b"--xxy\n" * 1_000_000)
    assert caught.value.reason is Reason.TOO_MANY_PARTS
