# SPDX-License-Identifier: Apache-2.0
"""A form's body is read within limits, whatever stands in it."""

import asyncio
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from starlette.requests import Request

from sync_server.channels.web.allowances import Shares
from sync_server.channels.web.form_data import FIELDS_BYTES, PARTS, FormReader

KIND = "multipart/form-data; boundary=b"


def part(head, content=b"x"):
    return b"--b\r\n" + head + b"\r\n\r\n" + content + b"\r\n"


def field(name, content=b"x"):
    return part(f'Content-Disposition: form-data; name="{name}"'.encode(), content)


def file(name, content=b"x", kind=b"text/plain"):
    head = f'Content-Disposition: form-data; name="files"; filename="{name}"\r\n'.encode()
    return part(head + b"Content-Type: " + kind, content)


END = b"--b--\r\n"


async def read(*pieces, kind=KIND, shares=None, file_bytes=100, gone=False):
    """What the pieces of a body say."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    last = {"type": "http.disconnect"} if gone else {"type": "http.request", "more_body": False}
    events = iter([*waiting, last])

    async def receive():
        return next(events)

    request = Request({"type": "http", "headers": [(b"content-type", kind.encode())]}, receive)
    reader = FormReader(shares or Shares(whole=1000, share=1000), file_bytes=file_bytes)
    with reader.room("a") as room:
        return await reader.read(request, room)


async def refused(*pieces, **options):
    with pytest.raises(HTTPException) as found:
        await read(*pieces, **options)
    return found.value.status_code


async def test_fields_and_files_are_told_apart():
    form = await read(field("text", "é\r\n2".encode()) + file("a.txt", b"data") + END)
    assert form.fields == {"text": "é\r\n2"}
    (upload,) = form.files
    assert (upload.name, upload.media_type, upload.size, upload.data) == (
        "a.txt",
        "text/plain",
        4,
        b"data",
    )


async def test_pieces_may_be_cut_anywhere():
    body = field("text", b"one\r\n--\r\ntwo") + file("a.txt", b"\r\n--bc" * 3) + END
    whole = await read(body)
    for size in (1, 2, 7):
        cut = [body[start : start + size] for start in range(0, len(body), size)]
        assert await read(*cut) == whole


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_another_kind_of_body_is_refused(kind):
    assert await refused(field("text") + END, kind=kind) == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b",
        field("text"),
        b"no boundary at all",
        part(b"Content-Disposition: form-data") + END,
        part(b"Content-Type: text/plain") + END,
        part(b"no header") + END,
        part(b"X: y\r\n" * 20 + b'Content-Disposition: form-data; name="a"') + END,
        part(b"X: " + b"y" * 40_000 + b'\r\nContent-Disposition: form-data; name="a"') + END,
        field("a") + field("a") + END,
        field("f") * (PARTS + 1) + END,
    ],
)
async def test_what_is_no_whole_form_is_refused(body):
    assert await refused(body) == 400


async def test_a_boundary_without_end_is_refused():
    assert await refused(END, kind=f"multipart/form-data; boundary={'b' * 5000}") == 400


async def test_who_leaves_in_the_middle_has_sent_nothing():
    assert await refused(field("text"), gone=True) == 408


async def test_a_text_without_end_is_refused():
    assert await refused(field("text", b"x" * (FIELDS_BYTES + 1)) + END) == 413


async def test_a_file_that_is_too_large_is_dropped_and_the_text_stays():
    shares = Shares(whole=1000, share=1000)
    body = file("big", b"x" * 101) + file("small", b"y" * 50) + field("text") + END
    form = await read(body, shares=shares)
    assert [(upload.size, upload.data is None) for upload in form.files] == [
        (101, True),
        (50, False),
    ]
    assert form.fields == {"text": "x"}
    assert shares.take("b", 1000)  # all of it was given back


async def test_files_for_which_there_is_no_room_at_this_moment_are_dropped():
    shares = Shares(whole=1000, share=1000)
    assert shares.take("another", 990)
    form = await read(file("a", b"x" * 50) + field("text") + END, shares=shares)
    assert form.files[0].data is None
    assert shares.take("another", 10)


async def test_two_forms_have_the_same_digest_when_they_say_the_same():
    one, again = [await read(field("a") + file("f") + END) for _ in range(2)]
    others = [
        await read(field("a", b"y") + file("f") + END),
        await read(field("a") + file("g") + END),
        await read(field("a") + file("f", b"y") + END),
        await read(field("a") + file("f", kind=b"text/html") + END),
    ]
    assert one.digest("n") == again.digest("n") != one.digest("m")
    assert len({form.digest("n") for form in (one, *others)}) == 5


@given(st.lists(st.tuples(st.integers(0, 160), st.binary(max_size=8)), max_size=6))
def test_no_body_does_more_than_be_refused(changes):
    data = bytearray(field("text", b"hello") + file("a.txt", b"data") + END)
    for place, written in changes:
        data[place : place + len(written) // 2] = written
    shares = Shares(whole=1000, share=1000)
    with suppress(HTTPException):
        asyncio.run(read(bytes(data), shares=shares))
    assert shares.take("b", 1000)  # whatever it was, nothing of it is held
