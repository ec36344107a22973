# SPDX-License-Identifier: Apache-2.0
"""Bodies that cannot be used: a fixed answer that names the field. Numbers are of bad inputs."""

import pytest

from sync_server.channels.api.rest.inputs import BODY_BYTES
from tests.support.rest_api import new_ticket

JSON = {"Content-Type": "application/json"}


def body(text='"x"', subject='"x"', email='"kim@acme.test"', more=""):
    parts = f'"subject":{subject},"text":{text},"requester":{{"email":{email}}}{more}'
    return f"{{{parts}}}".encode()


async def refusal(api, data):
    answer = await api.post("/tickets", data)
    document = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert document["status"] == answer.status_code
    return document["type"].rpartition(":")[2], document.get("field")


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":' * 100_000,
        b'{"subject":' + b"[" * 100_000,
        body(more=',"custom":' + "[" * 40 + "]" * 40),
        b"[" * 40 + b"]" * 40,
    ],
)
async def test_2_what_nests_too_deep_is_refused(api, data):
    """Bad input 2."""
    assert await refusal(api, data) == ("bad-body", None)


@pytest.mark.parametrize("value", ["9" * 5000, "1e999", str(2**63), "-0", "1.5", "null", "true"])
async def test_3_numbers_where_text_belongs_are_refused_by_name(api, value):
    """Bad input 3."""
    assert await refusal(api, body(subject=value)) == ("bad-field", "subject")
    assert await refusal(api, body(email=value)) == ("bad-field", "requester.email")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "01", "+1", "0x1"])
async def test_3_what_is_no_number_of_json_is_refused(api, value):
    """Bad input 3."""
    assert (await refusal(api, body(text=value)))[0] in ("bad-body", "bad-field")


@pytest.mark.parametrize("field", ["text", "subject"])
async def test_4_nul_is_a_bad_text_of_that_field(api, field):
    """Bad input 4."""
    assert await refusal(api, body(**{field: r'"a\u0000b"'})) == ("bad-text", field)


@pytest.mark.parametrize(
    "data", [body(text=r'"\ud800"'), body(text='"é"').decode().encode("latin-1")]
)
async def test_4_half_characters_and_bad_utf8_are_refused(api, data):
    """Bad input 4."""
    assert await refusal(api, data) == ("bad-body", None)


async def test_5_of_two_teams_the_last_counts_for_right_and_effect(api):
    """Bad input 5."""
    key = await api.make_key(team="support")
    twice = body(more=',"team":"support","team":"billing"')
    assert (await api.post("/tickets", twice, key)).status_code == 404
    twice = body(more=',"team":"billing","team":"support"')
    opened = (await api.post("/tickets", twice, key)).json()
    assert (await api.standard.ticket(opened["ticket"])).team == "support"


@pytest.mark.parametrize("data", [b"", b"[]", b'"x"', b"null", b"hello", b"{", b"\x00\xff\xfe"])
async def test_6_what_is_no_object_is_refused(api, data):
    """Bad inputs 1 and 6."""
    assert await refusal(api, data) == ("bad-body", None)


@pytest.mark.parametrize("name", ["base", "__class__", "type", "<b>", "x" * 5000, "\\u202e"])
async def test_6_unknown_fields_get_a_fixed_answer(api, name):
    """Bad input 6: a name is repeated only if it is one."""
    answer = await api.post("/tickets", body(more=f',"{name}":1'))
    assert answer.json()["type"].endswith("unknown-field")
    assert answer.json().get("field") in (name, None)
    assert len(answer.content) < 400


@pytest.mark.parametrize("field", ["subject", "text", "requester"])
async def test_a_missing_field_is_named(api, field):
    wanted = new_ticket()
    del wanted[field]
    answer = await api.post("/tickets", wanted)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["subject", "name"])
async def test_36_no_field_smuggles_a_header_into_a_mail(api, field, line_end):
    """Bad input 36."""
    text = f"Hello{line_end}Bcc: eve@evil.test"
    person = {"email": "kim@acme.test", "name": text}
    wanted = {"subject": new_ticket(subject=text), "name": new_ticket(requester=person)}
    answer = await api.post("/tickets", wanted[field])
    assert (answer.status_code, answer.json()["type"].endswith("bad-text")) == (422, True)
    trailing = await api.post("/tickets", new_ticket(subject="Hello" + line_end))
    assert trailing.status_code == 422


@pytest.mark.parametrize(
    "email",
    ["kim", "@", "a@b@c", "kim @acme.test", "kim@acme.test\nx", "k\x00m@a", "x" * 320 + "@a"],
)
async def test_an_address_that_is_none_is_named(api, email):
    answer = await api.post("/tickets", new_ticket(requester={"email": email}))
    assert (answer.status_code, answer.json()["field"]) == (422, "requester.email")


async def test_texts_have_a_length(api):
    assert (await api.post("/tickets", new_ticket(text="x" * 65_536))).status_code == 201
    for field, text in (("text", "x" * 65_537), ("text", ""), ("subject", "x" * 501)):
        answer = await api.post("/tickets", new_ticket(**{field: text}))
        assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_body_has_at_most_a_mebibyte(api):
    padded = body() + b" " * (BODY_BYTES - len(body()))
    assert (await api.post("/tickets", padded)).status_code == 201
    assert await refusal(api, padded + b" ") == ("too-large", None)


async def test_a_body_far_too_large_is_refused_before_it_is_read(api):
    assert await refusal(api, b" " * (3 * BODY_BYTES)) == ("too-large", None)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "multipart/form-data"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {},
    ],
)
async def test_9_what_is_not_plain_json_is_refused(api, headers):
    """Bad input 9: nothing is ever inflated."""
    headers = {"Authorization": f"Bearer {api.key}", **headers}
    answer = await api.client.post("/api/v1/tickets", content=body(), headers=headers)
    assert answer.status_code == 415


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=UTF-8"])
async def test_json_is_known_by_its_name(api, kind):
    headers = {"Authorization": f"Bearer {api.key}", "Content-Type": kind}
    answer = await api.client.post("/api/v1/tickets", content=body(), headers=headers)
    assert answer.status_code == 201


async def test_68_chunks_are_refused(api):
    """Bad input 68."""

    async def chunks():
        yield body()

    headers = {"Authorization": f"Bearer {api.key}", **JSON}
    answer = await api.client.post("/api/v1/tickets", content=chunks(), headers=headers)
    assert answer.status_code == 400
