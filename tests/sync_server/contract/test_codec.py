# SPDX-License-Identifier: Apache-2.0
"""Decoding what a peer sends: everything is bounded first, and refused with a fixed code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, Raw

from sync_server.contract import codec, frames
from sync_server.contract.commands import COMMANDS
from sync_server.contract.entities import KINDS
from sync_server.contract.queries import SearchResult
from sync_server.contract.refusals import Code, Refused
from tests.support.plain import c, e, q

LONGEST_REFUSAL = 200


def refusal(decode, data):
    with pytest.raises(Refused) as refused:
        decode(data)
    encoded = codec.encode(refused.value.refusal)
    assert len(encoded) < LONGEST_REFUSAL
    return refused.value.refusal


def code(decode, data):
    return refusal(decode, data).code


@pytest.mark.parametrize(
    "data", [b"\x00\xff\xfe", b"", b"[]", b'"x"', b"hello", b"null", b"{}", b"{", "\ud800", 'é"']
)
@pytest.mark.parametrize("decode", [codec.decode_up, codec.decode_hello])
def test_what_is_no_frame_is_a_bad_frame(decode, data):
    """Bad input 1."""
    assert code(decode, data) == Code.BAD_FRAME


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"type":"ask","id":1,"query":['])
def test_a_hundred_thousand_levels_are_a_bad_frame(opening):
    """Bad input 2."""
    assert code(codec.decode_up, opening * 100_000) == Code.BAD_FRAME
    closed = b'{"type":"ask","id":1,"query":' + b"[" * 40 + b"]" * 40 + b"}"
    assert code(codec.decode_up, closed) == Code.BAD_FRAME


@pytest.mark.parametrize("data", [b'{"a":' * 100_000, b"[" * 33 + b"]" * 33, b'{"a":"\xff"}'])
def test_bytes_can_be_looked_at_before_anything_parses_them(data):
    """Bad inputs 2 and 4."""
    codec.check_bounds(b"[" * 32 + b"]" * 32)
    assert code(codec.check_bounds, data) == Code.BAD_FRAME


def test_brackets_inside_strings_are_no_levels():
    text = "[{" * 100 + '"' + "}" * 3
    command = codec.encode(c.AddNote(ticket="t", message="m", text=text))
    frame = frames.Submit(
        commands=(frames.Envelope(id="one", counter=1, command=Raw(command)),)  # type: ignore[arg-type]
    )
    assert codec.decode_up(codec.encode(frame)) == frame


def test_many_shallow_objects_are_no_levels():
    data = b'{"type":"ask","id":1,"query":{"a":[' + b"{}," * 40 + b"{}]}}"
    assert isinstance(codec.decode_up(data), frames.Ask)


@pytest.mark.parametrize(
    "number",
    ["9" * 5_000, "NaN", "1e999", "-Infinity", str(2**63), str(-(2**63)), "-1", "1.5"],
)
def test_numbers_that_no_counter_can_be_are_refused(number):
    """Bad input 3."""
    data = f'{{"type":"ask","id":{number},"query":{{}}}}'
    assert code(codec.decode_up, data) == Code.BAD_FRAME


@pytest.mark.parametrize("value", [str(2**53 + 1), str(-(2**60)), "[" + str(2**63) + "]"])
def test_numbers_that_a_reader_would_round_are_refused_in_free_form_too(value):
    """Bad input 3."""
    data = (
        '{"type":"save_view","view":"v","name":"n","conditions":{"all":[{"field":"number",'
        f'"is":{value}}}]}}}}'
    )
    assert code(codec.decode_command, data.encode()) == Code.BAD_FRAME


def test_the_bad_field_is_named_and_its_value_is_not():
    found = refusal(codec.decode_command, b'{"type":"take_ticket","ticket":"../../secret"}')
    assert (found.code, found.field) == (Code.BAD_FRAME, "ticket")
    assert b"secret" not in codec.encode(found)


@pytest.mark.parametrize("text", [r"a\u0000b", r"\u0000"])
def test_4_nul_is_a_bad_text_wherever_it_stands(text):
    """Bad input 4."""
    reply = f'{{"type":"reply","ticket":"t","message":"m","text":"{text}"}}'
    assert code(codec.decode_command, reply.encode()) == Code.BAD_TEXT
    search = f'{{"type":"search_tickets","text":"{text}"}}'
    assert code(codec.decode_query, search.encode()) == Code.BAD_TEXT
    view = f'{{"type":"save_view","view":"v","name":"n","conditions":{{"{text}":["{text}"]}}}}'
    assert code(codec.decode_command, view.encode()) == Code.BAD_TEXT


def test_what_only_looks_like_nul_is_text():
    data = rb'{"type":"reply","ticket":"t","message":"m","text":"\\u0000"}'
    assert codec.decode_command(data) == c.Reply(ticket="t", message="m", text="\\u0000")


@pytest.mark.parametrize("text", [r"\ud800", r"\udc00x", r"\ud800A"])
def test_half_a_character_is_a_bad_frame(text):
    """Bad input 4."""
    data = f'{{"type":"reply","ticket":"t","message":"m","text":"{text}"}}'
    assert code(codec.decode_command, data.encode()) == Code.BAD_FRAME


def test_invalid_utf8_anywhere_is_a_bad_frame():
    """Bad input 4: the whole frame is checked, also what is not decoded yet."""
    data = b'{"type":"ask","id":1,"query":{"type":"x","text":"\xff"}}'
    assert code(codec.decode_up, data) == Code.BAD_FRAME


def test_of_repeated_keys_the_last_counts_for_everything():
    """Bad input 5: one decode serves rights and effect alike."""
    data = b'{"type":"set_team","ticket":"t","team":"one","team":"two"}'
    assert codec.decode_command(data) == c.SetTeam(ticket="t", team="two")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"type":"base"}', Code.UNKNOWN_COMMAND),
        (b'{"type":"__class__"}', Code.UNKNOWN_COMMAND),
        (b'{"type":"%s"}' % (b"x" * 5_000), Code.UNKNOWN_COMMAND),
        (b'{"type":1}', Code.BAD_FRAME),
        (b"{}", Code.BAD_FRAME),
        (b"[]", Code.BAD_FRAME),
        (b'{"type":"take_ticket","ticket":"t","__class__":1}', Code.BAD_FRAME),
        (b'{"type":"take_ticket","ticket":1}', Code.BAD_FRAME),
        (b'{"type":"take_ticket"}', Code.BAD_FRAME),
        (b'{"type":"set_priority","ticket":"t","priority":"extreme"}', Code.BAD_FRAME),
    ],
)
def test_unknown_names_fields_and_types_get_fixed_codes(data, expected):
    """Bad input 6."""
    assert code(codec.decode_command, data) == expected
    assert code(codec.decode_query, data) in (Code.UNKNOWN_COMMAND, Code.BAD_FRAME)


def test_a_bad_command_does_not_take_its_frame_along():
    data = (
        b'{"type":"submit","commands":[{"id":"a","counter":1,"command":{"type":"nonsense"}},'
        b'{"id":"b","counter":2,"command":{"type":"take_ticket","ticket":"t"}}]}'
    )
    frame = codec.decode_up(data)
    assert isinstance(frame, frames.Submit)
    assert code(codec.decode_command, frame.commands[0].command) == Code.UNKNOWN_COMMAND
    assert codec.decode_command(frame.commands[1].command) == c.TakeTicket(ticket="t")


def test_a_document_has_at_most_two_thousand_members():
    parts = ",".join('{"field":"status","is":"open"}' for _ in range(1_500))
    data = f'{{"type":"save_view","view":"v","name":"n","conditions":{{"all":[{parts}]}}}}'
    assert code(codec.decode_command, data.encode()) == Code.BAD_FRAME


def test_commas_in_a_text_are_no_members():
    text = "," * 5_000
    command = c.AddNote(ticket="t", message="m", text=text)
    assert codec.decode_command(codec.encode(command)) == command


def test_only_hello_is_decoded_before_sign_in():
    for data in (b'{"type":"bye"}', b'{"type":"resume","epoch":"","cursor":0}'):
        assert code(codec.decode_hello, data) == Code.BAD_FRAME


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_random_input_is_a_frame_or_a_bad_frame(data):
    for decode in (codec.decode_up, codec.decode_hello, codec.decode_down):
        try:
            frame = decode(data)
        except Refused as refused:
            assert refused.refusal.code == Code.BAD_FRAME  # noqa: PT017 - or no exception at all
        else:
            assert codec.encode(frame)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner),
    max_leaves=10,
)


@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(st.text(max_size=12), json_values))
def test_fields_of_any_kind_never_surprise_the_decoder(name, fields):
    data = codec.encode({**fields, "type": name})
    refusals = {Code.BAD_FRAME, Code.BAD_TEXT}
    try:
        codec.decode_command(data)
    except Refused as refused:
        assert refused.refusal.code in refusals  # noqa: PT017 - or no exception at all


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_newer_servers_entities_are_understood_without_what_is_new(kind):
    names = ("ticket", "message", "agent", "team", "subject")
    fields = {"id": "a.b", "type": "note", **dict.fromkeys(names, "x")}
    data = codec.encode({**fields, "brand_new": [1, 2]})
    assert codec.decode_entity(kind, data).id == "a.b"


def test_open_sets_take_values_of_the_future():
    data = b'{"id":"t","status":"hibernating","priority":"cosmic"}'
    assert codec.decode_entity("ticket", data) == e.Ticket(
        id="t", status="hibernating", priority="cosmic"
    )


def test_objects_and_results_are_decoded_as_asked():
    assert codec.decode_object(b'{"a":[1]}') == {"a": [1]}
    assert code(codec.decode_object, b"[1]") == Code.BAD_FRAME
    result = SearchResult(hits=(), more=False)
    assert codec.decode_as(SearchResult, codec.encode(result)) == result


def test_left_out_and_none_are_two_things():
    left_out = codec.decode_command(b'{"type":"change_contact","contact":"c"}')
    emptied = codec.decode_command(b'{"type":"change_contact","contact":"c","organisation":null}')
    assert (left_out.organisation, emptied.organisation) == (UNSET, None)  # type: ignore[attr-defined]
    assert b"organisation" not in codec.encode(left_out)


@pytest.mark.parametrize("tag", ["a b", "a,b", "a/b", "", "x" * 61, "a\tb"])
def test_tags_are_single_words(tag):
    data = codec.encode({"type": "change_tags", "ticket": "t", "add": [tag]})
    assert code(codec.decode_command, data) == Code.BAD_FRAME


@pytest.mark.parametrize("id_", ["", "A", "-a", "a" * 81, "a/b", "é", "a\n"])
def test_ids_are_plain(id_):
    data = codec.encode({"type": "take_ticket", "ticket": id_})
    assert code(codec.decode_command, data) == Code.BAD_FRAME


@pytest.mark.parametrize("address", ["a@b.test\n", "a b@c.test", "a@b@c.test", "ab", "@b.test"])
def test_addresses_hold_no_line_end_or_space(address):
    """Bad input 36, as far as it comes this way."""
    data = codec.encode(
        {"type": "create_contact", "contact": "c", "name": "n", "emails": [address]}
    )
    assert code(codec.decode_command, data) == Code.BAD_FRAME


def test_free_form_values_of_every_kind_are_looked_at():
    conditions = {"all": [None, True, 1.5, 10**15, "x", ["y"], {"z": -(10**15)}]}
    data = codec.encode({"type": "save_view", "view": "v", "name": "n", "conditions": conditions})
    assert codec.decode_command(data) == c.SaveView(view="v", name="n", conditions=conditions)


def test_frames_of_the_server_are_decoded_from_either_form():
    frame = frames.Changes(through=7)
    encoded = codec.encode(frame)
    assert codec.decode_down(encoded) == codec.decode_down(encoded.decode()) == frame


@pytest.mark.parametrize("query", [q.SearchTickets(text="x"), q.FetchTicket(ticket="t")])
def test_queries_come_back_as_they_were(query):
    assert codec.decode_query(codec.encode(query)) == query


def test_the_name_of_a_command_is_its_tag():
    assert codec.tag_of(c.TakeTicket(ticket="t")) == "take_ticket"
    assert codec.tag_of(q.SearchTickets(text="x")) == "search_tickets"
