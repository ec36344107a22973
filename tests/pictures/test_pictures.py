# SPDX-License-Identifier: Apache-2.0
"""The pictures of the design can be taken at any time, and come out the same."""

import os
import subprocess
import sys

from PySide6.QtGui import QImage

from tests.pictures.registry import find_picture, pictures

DESIGNED = {
    "main-light": (1440, 900),
    "main-dark": (1440, 900),
    "main-1366-compact": (1366, 768),
    "list-states": (1440, 860),
    "composer-note": (1440, 900),
}


def test_every_picture_has_the_size_of_its_mockup():
    known = pictures()
    assert {name: known[name].size for name in DESIGNED} == DESIGNED


def test_a_variation_changes_the_circumstances_and_never_enlarges_the_window():
    known = find_picture("search@1366-150")
    assert known is not None
    assert (known.size, dict(known.settings)) == ((1366, 768), {"zoom": 150})
    door = find_picture("sign-in@german-200")
    assert door is not None
    assert (door.name, door.size) == ("sign-in@german-200", (960, 640))
    assert find_picture("search@nowhere") is None
    assert find_picture("nowhere@dark") is None


def test_a_picture_is_taken_from_the_running_program(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.pictures", "main-dark", "--into", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    picture = QImage(str(tmp_path / "main-dark.png"))
    assert (picture.width(), picture.height()) == (1440, 900)
    assert len({picture.pixel(x, 450) for x in range(1440)}) > 20
