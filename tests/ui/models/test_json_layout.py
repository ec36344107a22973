# SPDX-License-Identifier: Apache-2.0
"""A document is laid out so that it is read at a glance, and hides nothing."""

import json

from ui.models.json_layout import laid_out

RULE = {
    "rule": "High Priority Assignment",
    "conditions": {"priority": "high", "category": "system-critical"},
    "actions": {"assign_team": "urgent-response", "notify": ["team-lead", "system-admin"]},
}
LAID_OUT = """{
  "rule": "High Priority Assignment",
  "conditions": {"priority": "high", "category": "system-critical"},
  "actions": {
    "assign_team": "urgent-response",
    "notify": ["team-lead", "system-admin"]
  }
}"""


def test_what_fits_stands_on_one_line():
    assert laid_out(RULE) == LAID_OUT


def test_what_begins_further_in_has_less_room():
    assert laid_out(["a" * 30] * 2, 4).count("\n") == 0
    assert laid_out(["a" * 30] * 2, 20).startswith("[\n" + " " * 22)


def test_an_empty_value_takes_no_line():
    assert (laid_out({}), laid_out([])) == ("{}", "[]")


def test_what_cannot_be_seen_is_escaped():
    told = laid_out({"rule": "safe\u202egpj.exe\U000e0041"})
    assert "\\u202e" in told
    assert "\\udb40\\udc41" in told
    assert json.loads(told) == {"rule": "safe\u202egpj.exe\U000e0041"}
