# SPDX-License-Identifier: Apache-2.0
"""The description is true: whatever it allows is taken, all else is refused as it says."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import schemathesis
from anyio.from_thread import start_blocking_portal
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from sync_server.channels.api.rest.openapi import describe_api
from sync_server.channels.api.rest.operations import OPERATIONS
from sync_server.channels.api.rest.problems import KINDS
from sync_server.desk.registry import REGISTRY
from tests.support.rest_api import ADDRESS, rest_api

EXAMPLES = 15
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.positive_data_acceptance,
]


class Asked:
    """The API in a loop of its own, asked from the thread of a test."""

    def __init__(self, portal, api):
        self.portal = portal
        self.api = api
        self.schema = schemathesis.openapi.from_dict(describe_api(ADDRESS))

    def strategy(self, operation, mode):
        return self.schema[operation.path][operation.method].as_strategy(generation_mode=mode)

    def answer(self, case):
        headers = {"Authorization": f"Bearer {self.api.key}"}
        asked = case.as_transport_kwargs(base_url=f"{ADDRESS}/api/v1", headers=headers)
        asked["content"] = asked.pop("data", None)
        del asked["cookies"]  # there are none
        return self.portal.call(lambda: self.api.client.request(**asked))


@contextmanager
def served(database) -> Iterator[Asked]:
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(rest_api(database, command_burst=10**6)) as api,
    ):
        yield Asked(portal, api)


@pytest.fixture(scope="module")
def asked(templates, tmp_path_factory):
    database = templates.take("sqlite", tmp_path_factory.mktemp("asked"), furnished=True)
    with served(database) as found:
        yield found
    database.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("operation", OPERATIONS, ids=[each.name for each in OPERATIONS])
def test_every_request_is_answered_as_described(asked, operation, mode):
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
    @given(case=asked.strategy(operation, mode))
    def holds(case):
        case.validate_response(asked.answer(case), checks=CHECKS)

    holds()


@pytest.mark.parametrize("ticket", ["opened", "archived", "spammed"])
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_messages_to_tickets_that_are_there_are_answered_as_described(asked, ticket, mode):
    operation = next(each for each in OPERATIONS if each.name == "add_message")

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
    @given(case=asked.strategy(operation, mode), once=st.uuids())
    def holds(case, once):
        case.path_parameters["ticket"] = ticket
        case.headers["Idempotency-Key"] = str(once)
        answer = asked.answer(case)
        case.validate_response(answer, checks=CHECKS[:5])

    holds()


def test_the_commands_are_those_of_the_registry():
    described = describe_api()["paths"]
    commands = {
        each["x-command"]["name"]
        for path in described.values()
        for each in path.values()
        if "x-command" in each
    }
    assert commands == {"receive_message"}
    assert commands <= {entry.name for entry in REGISTRY.values()}


def test_every_problem_that_is_described_exists_and_every_one_is_described():
    described = {kind for operation in OPERATIONS for kind in operation.problems}
    of_the_guard = {"bad-method", "bad-length", "address-too-long", "headers-too-large"}
    assert described | of_the_guard == set(KINDS)


def test_the_description_names_no_field_that_is_not_for_programs():
    schemas = describe_api()["components"]["schemas"]
    shown = {name for schema in schemas.values() for name in schema["properties"]}
    assert not shown & {"bcc", "cc", "to", "followers", "mentioned", "notes", "delivery_note"}


def test_the_address_of_the_server_is_the_operators():
    assert describe_api("https://help.example.com")["servers"] == [
        {"url": "https://help.example.com/api/v1"}
    ]
