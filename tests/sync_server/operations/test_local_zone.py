# SPDX-License-Identifier: Apache-2.0
"""The machine's time zone is found wherever the system keeps it, and UTC stands in."""

from pathlib import Path

import pytest

from sync_server.operations.local_zone import local_zone

NOWHERE = Path("/nowhere")


@pytest.mark.parametrize(
    ("variable", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":America/New_York", "America/New_York"),
        (":/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("CET-1CEST", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("", "UTC"),
    ],
)
def test_the_variable_counts_first(variable, zone):
    assert local_zone({"TZ": variable}, link=NOWHERE, name_file=NOWHERE) == zone


def test_the_systems_link_names_the_zone(tmp_path):
    zone = tmp_path / "zoneinfo" / "Europe" / "Lisbon"
    zone.parent.mkdir(parents=True)
    zone.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone)
    assert local_zone({}, link=link, name_file=NOWHERE) == "Europe/Lisbon"


def test_the_systems_file_names_the_zone(tmp_path):
    name_file = tmp_path / "timezone"
    name_file.write_text("Europe/Vienna\n")
    assert local_zone({}, link=NOWHERE, name_file=name_file) == "Europe/Vienna"
