# SPDX-License-Identifier: Apache-2.0
"""The doctor looks at the machine: who may read the desk, the room on the disk, the clock."""

from datetime import UTC, datetime

import msgspec
import pytest

from sync_server.config import MIB, Configuration
from sync_server.operations.doctor_machine import examine_machine, free_room
from sync_server.operations.examination import Line


@pytest.fixture
def configuration(tmp_path) -> Configuration:
    data = tmp_path / "desk"
    data.mkdir(mode=0o700)
    return Configuration(data=data)


def look(configuration, environment, *, free=100 * 1024 * MIB) -> dict[str, Line]:
    lines = examine_machine(configuration, environment, room=lambda folder: free)
    return {line.about: line for line in lines}


def test_a_machine_in_order_is_found_so(configuration, environment):
    found = look(configuration, environment)
    assert found.keys() == {"versions", "data folder", "rights", "disk", "clock"}
    assert {found[about].state for about in ("versions", "data folder", "rights", "disk")} == {"ok"}


@pytest.mark.parametrize(
    ("free", "state"), [(0, "error"), (255 * MIB, "error"), (2047 * MIB, "warning")]
)
def test_little_room_is_told_before_there_is_none(configuration, environment, free, state):
    line = look(configuration, environment, free=free)["disk"]
    assert line.state == state
    assert "ake room" in line.text


def test_the_room_is_that_of_the_disk(tmp_path):
    assert free_room(tmp_path) > 0


def test_what_others_may_read_is_named_with_the_command_that_stops_it(
    configuration, environment, tmp_path
):
    (configuration.data / "deskbell.toml").touch(0o644)
    assert look(configuration, environment)["rights"].state == "ok"
    key = tmp_path / "elsewhere.key"
    key.touch()
    key.chmod(0o644)  # whatever the mask says that another test has set
    configuration.data.chmod(0o750)
    line = look(msgspec.structs.replace(configuration, master_key=str(key)), environment)["rights"]
    assert line.state == "error"
    assert f"chmod -R go-rwx {configuration.data} {key}" in line.text


def test_a_folder_that_is_not_there_says_how_to_make_one(tmp_path, environment):
    line = look(Configuration(data=tmp_path / "none"), environment)["data folder"]
    assert line.state == "error"
    assert "deskbell-server init" in line.text


def test_a_clock_that_cannot_be_right_is_an_error(configuration, environment):
    environment._at = datetime(1970, 1, 1, tzinfo=UTC)
    assert look(configuration, environment)["clock"].state == "error"
