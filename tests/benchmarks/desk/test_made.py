# SPDX-License-Identifier: Apache-2.0
"""The days that are shipped are those that the program makes, and routing reaches its numbers."""

from pathlib import Path

from tests.benchmarks.desk.__main__ import DAYS, SHIPPED, main
from tests.benchmarks.desk.made import make


def test_the_shipped_days_are_the_ones_that_are_made(tmp_path):
    make(tmp_path)
    assert texts(tmp_path) == texts(DAYS)
    assert {path.parent.name for path in texts(DAYS)} == set(SHIPPED)


def texts(folder: Path) -> dict[Path, str]:
    found = [*folder.glob("*/*.json"), *folder.glob("*/*.csv")]
    return {path.relative_to(folder): path.read_text(encoding="utf-8") for path in found}


def test_routing_reaches_its_numbers_on_the_shipped_days(capsys):
    assert main([]) == 0
    told = capsys.readouterr().out
    assert told.count("all goals reached") == len(SHIPPED)
    assert told.count("least loaded") == len(SHIPPED)
