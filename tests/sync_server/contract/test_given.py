# SPDX-License-Identifier: Apache-2.0
"""What a command gives."""

import pytest

from sync_server.contract.given import given
from tests.support.plain import c


def test_what_is_left_out_is_not_given_and_what_is_empty_is():
    command = c.SaveSkill(skill="net", name="", disabled=False)
    assert given(command, ("name", "disabled")) == {"name": "", "disabled": False}
    assert given(c.SaveSkill(skill="net", name="Net"), ("name", "disabled")) == {"name": "Net"}


def test_a_field_that_no_command_has_is_a_mistake():
    with pytest.raises(AttributeError, match="colour"):
        given(c.SaveSkill(skill="net"), ("colour",))
