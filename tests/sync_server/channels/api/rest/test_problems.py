# SPDX-License-Identifier: Apache-2.0
"""Problems are fixed texts; nothing of a request or an exception gets into them."""

import pytest

from sync_server.channels.api.rest.problems import (
    KINDS,
    Problem,
    answer_problem,
    of_refusal,
    of_status,
)
from sync_server.contract.refusals import Code, Refusal


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_problem_document(kind):
    answer = answer_problem(Problem(kind, "requester.email"))
    assert answer.status_code == KINDS[kind].status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert b'"field":"requester.email"' in answer.body


@pytest.mark.parametrize("name", ["<b>", "a b", "x" * 81, "a\nb", "é", ""])
def test_what_is_no_name_is_not_repeated(name):
    assert b'"field"' not in answer_problem(Problem("bad-field", name)).body


@pytest.mark.parametrize("code", Code)
def test_every_refusal_of_the_desk_is_a_problem(code):
    problem = of_refusal(Refusal(code=code, field="text", incident="i-1"))
    assert problem.kind in KINDS
    assert ("Retry-After" in problem.headers) == (problem.status == 503)


@pytest.mark.parametrize(
    ("status", "kind"), [(404, "not-found"), (405, "bad-method"), (418, "failed")]
)
def test_a_bare_status_is_a_problem(status, kind):
    assert of_status(status).kind == kind
