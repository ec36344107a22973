# SPDX-License-Identifier: Apache-2.0
"""A small day by hand: two who know billing, one of whom knows more, and who comes to them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.desk.day import COLUMNS, read_arrivals, read_day

STAFF: dict[str, Any] = {
    "date": "2026-11-23",
    "timezone": "Europe/Berlin",
    "agents": {
        "capacity": {"phone": 1, "chat": 2},
        "list": [
            {"id": "maya", "from": "08:00", "to": "12:00", "skills": ["billing", "api"]},
            {"id": "theo", "from": "09:00", "to": "12:00", "skills": ["billing"]},
        ],
    },
}


class Described:
    """The files of a day in a folder."""

    def __init__(self, folder: Path) -> None:
        self.day = folder / "day.json"
        self.arrivals = folder / "arrivals.csv"
        self.staff(STAFF)

    def staff(self, document: object) -> None:
        self.day.write_text(json.dumps(document), encoding="utf-8")

    def come(self, *rows: str) -> None:
        text = "\n".join([",".join(COLUMNS), *rows])
        self.arrivals.write_text(text + "\n", encoding="utf-8")

    def read(self, *rows: str):
        """The day, and who comes on it."""
        self.come(*rows)
        day = read_day(self.day)
        return day, self.again(day)

    def again(self, day):
        """Who comes, as the file says now."""
        return read_arrivals(self.arrivals, day)


@pytest.fixture
def described(tmp_path: Path) -> Described:
    return Described(tmp_path)
