# SPDX-License-Identifier: Apache-2.0
"""Commands: strict about their fields, and the same after they have travelled."""

import re

import msgspec
import pytest

from sync_server.contract import codec
from sync_server.contract.commands import COMMANDS, Command, given
from sync_server.contract.refusals import Code, Refused
from tests.support.command_makers import COMMAND_TYPES, make
from tests.support.plain import c

every_command = pytest.mark.parametrize(
    "command_type", COMMAND_TYPES, ids=[command.__name__ for command in COMMAND_TYPES]
)


def refused(data):
    with pytest.raises(Refused) as found:
        codec.decode_command(data)
    return found.value.refusal


def test_every_command_is_listed_under_a_name_of_its_own():
    made = {
        thing
        for thing in vars(c).values()
        if isinstance(thing, type) and issubclass(thing, Command) and thing is not Command
    }
    assert made == set(COMMANDS.values())
    assert len(COMMANDS) == len(made)


@every_command
def test_a_commands_tag_is_its_name_in_snake_case(command_type):
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", command_type.__name__).lower()
    assert COMMANDS[snake] is command_type


@every_command
def test_a_command_comes_back_as_it_was(command_type):
    command = make(command_type)
    assert codec.decode_command(codec.encode(command)) == command


@every_command
def test_a_misspelt_field_is_refused(command_type):
    fields = msgspec.to_builtins(make(command_type))
    assert refused(codec.encode({**fields, "misspelt": 1})).code == Code.BAD_FRAME


@every_command
def test_a_commands_ids_are_plain(command_type):
    fields = msgspec.to_builtins(make(command_type))
    ids = {
        field.name
        for field in msgspec.structs.fields(command_type)
        if getattr(field.type, "__name__", "").endswith("Id")
    }
    for name in ids:
        refusal = refused(codec.encode({**fields, name: "Not/plain"}))
        assert (refusal.code, refusal.field) == (Code.BAD_FRAME, name)


@every_command
def test_a_command_says_what_it_does(command_type):
    assert re.match(r"[A-Z][^\n]+[.]", command_type.__doc__ or "")


def test_files_and_past_messages_are_as_strict_as_commands():
    for command_type, name in ((c.Attach, "files"), (c.ImportTicket, "messages")):
        fields = msgspec.to_builtins(make(command_type))
        first, *others = fields[name]
        bent = {**fields, name: [{**first, "misspelt": 1}, *others]}
        assert refused(codec.encode(bent)).code == Code.BAD_FRAME


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        (c.OpenTicket, "subject", ""),
        (c.OpenTicket, "subject", "x" * 501),
        (c.OpenTicket, "text", ""),
        (c.OpenTicket, "text", "x" * 65537),
        (c.ChangeTags, "add", ["tag"] * 51),
        (c.ChangeTags, "add", ["tag"] * 200_000),
        (c.ChangeTags, "add", ["x" * 1_000_000]),
        (c.CreateContact, "emails", ["nobody"]),
        (c.CreateContact, "emails", ["a@b.test\n"]),
        (c.SetPriority, "priority", "whenever"),
        (c.SetStatus, "status", "merged"),
        (c.ChangeAgent, "role", "king"),
        (c.SetMembership, "level", "owner"),
    ],
)
def test_a_value_outside_its_bounds_is_refused_by_name(command, field, value):
    """Bad input 69, among others: a heap of tags, a tag of a megabyte."""
    fields = msgspec.to_builtins(make(command))
    refusal = refused(codec.encode({**fields, field: value}))
    assert refusal.code == Code.BAD_FRAME
    assert refusal.field.partition("[")[0] == field


def test_what_is_left_out_is_not_given_and_what_is_empty_is():
    command = c.SaveSkill(skill="net", name="", disabled=False)
    assert given(command, ("name", "disabled")) == {"name": "", "disabled": False}
    assert given(c.SaveSkill(skill="net", name="Net"), ("name", "disabled")) == {"name": "Net"}


def test_a_field_that_no_command_has_is_a_mistake():
    with pytest.raises(AttributeError, match="colour"):
        given(c.SaveSkill(skill="net"), ("colour",))
