# SPDX-License-Identifier: Apache-2.0
"""A join code survives copying, and a mistyped one is never taken for an expired one."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync_server.contract.joincode import (
    BadJoinCode,
    JoinCode,
    decode_join_code,
    encode_join_code,
)

FINGERPRINT = "5f" * 32
CODE = JoinCode("desk.example", 8443, FINGERPRINT, "Zq3-_8aB")
TEXT = encode_join_code(CODE)
ALPHABET = string.ascii_lowercase + "234567"

hosts = st.one_of(
    st.from_regex(r"[a-z0-9]([a-z0-9.-]{0,40}[a-z0-9])?", fullmatch=True),
    st.ip_addresses().map(str),
)
fingerprints = st.binary(min_size=32, max_size=32).filter(any).map(bytes.hex)
codes = st.builds(
    JoinCode,
    host=hosts,
    port=st.integers(1, 65_535),
    fingerprint=st.just("") | fingerprints,
    token=st.text(string.ascii_letters + string.digits + "-_", max_size=60),
)


@given(codes)
def test_a_join_code_says_what_was_put_in(code):
    assert decode_join_code(encode_join_code(code)) == code


@given(codes)
def test_a_join_code_is_one_line_that_needs_no_quoting(code):
    assert set(encode_join_code(code)) <= set(ALPHABET + string.digits + ":/.-[]")


@given(codes, st.data())
def test_capitals_and_line_breaks_do_not_matter(code, data):
    text = encode_join_code(code)
    cut = data.draw(st.integers(0, len(text)))
    assert decode_join_code(f"  {text[:cut]}\r\n {text[cut:].upper()}\n") == code


@given(codes, st.data())
def test_one_wrong_letter_is_a_typing_error(code, data):
    text = encode_join_code(code)
    start = text.rindex("/") + 1
    letters = [place for place in range(start, len(text)) if text[place] != "-"]
    place, letter = data.draw(st.sampled_from(letters)), data.draw(st.sampled_from(ALPHABET))
    assume(text[place] != letter)
    with pytest.raises(BadJoinCode) as caught:
        decode_join_code(text[:place] + letter + text[place + 1 :])
    assert caught.value.problem == "typo"


@pytest.mark.parametrize(
    "mistaken",
    [
        TEXT[:-1],
        TEXT[:-8],
        TEXT + "a",
        TEXT.replace("8443", "8444"),
        TEXT.replace("desk.", "dusk."),
        "deskbell://desk.example:8443/a",
        "deskbell://desk.example:8443/------",
        TEXT.replace("8443", "0"),
        TEXT.replace("8443", "99999"),
    ],
)
def test_a_mistake_anywhere_is_a_typing_error(mistaken):
    with pytest.raises(BadJoinCode) as caught:
        decode_join_code(mistaken)
    assert caught.value.problem == "typo"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "https://desk.example:8443/aaaa",
        "deskbell://desk.example/aaaa",
        "deskbell://:8443/aaaa",
        "deskbell://desk.example:8443/",
        "deskbell://desk_example:8443/aaaa",
        "deskbell://desk.example:8443/aaa1",
        "deskbell://desk.example:٨٤٤٣/aaaa",
        TEXT + "\N{ZERO WIDTH SPACE}",
        TEXT * 1_000,
    ],
)
def test_what_is_nothing_like_a_join_code_has_its_own_problem(text):
    with pytest.raises(BadJoinCode) as caught:
        decode_join_code(text)
    assert caught.value.problem == "shape"


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_decoder(text):
    with pytest.raises(BadJoinCode):
        decode_join_code(text)


@pytest.mark.parametrize(
    "code",
    [
        JoinCode("", 8443),
        JoinCode("desk/example", 8443),
        JoinCode("desk example", 8443),
        JoinCode("bücher.example", 8443),
        JoinCode("desk.example", 0),
        JoinCode("desk.example", 65_536),
        JoinCode("desk.example", 8443, "5f"),
        JoinCode("desk.example", 8443, FINGERPRINT, "tokén"),
    ],
)
def test_what_a_join_code_cannot_carry_is_refused_when_it_is_made(code):
    with pytest.raises(ValueError, match=r"\w"):
        encode_join_code(code)
