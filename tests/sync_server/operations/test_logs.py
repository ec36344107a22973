# SPDX-License-Identifier: Apache-2.0

import json
import logging
import sys

from sync_server.operations.logs import JsonLines


def line(message, *arguments, error=None, **extra):
    """A record as it is logged."""
    record = logging.LogRecord("desk", logging.INFO, "", 1, message, arguments, error)
    record.__dict__.update(extra)
    return JsonLines().format(record)


def test_a_record_is_one_line_of_json():
    logged = json.loads(line("Agent %s signed in", "a1", action="session"))
    assert logged["message"] == "Agent a1 signed in"
    assert logged["action"] == "session"
    assert logged["level"] == "info"
    assert logged["at"].endswith("+00:00")


def test_control_characters_and_line_breaks_cannot_forge_a_line():
    forged = line("Name: %s", "x\n{}\x1b[2J\x00")
    assert forged.isprintable()
    assert len(forged.splitlines()) == 1


def test_what_went_wrong_stays_on_the_line():
    try:
        raise ValueError("no\nroom")
    except ValueError:
        logged = line("Failed", error=sys.exc_info())
    assert len(logged.splitlines()) == 1
    assert "ValueError" in json.loads(logged)["error"]
