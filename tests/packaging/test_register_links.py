# SPDX-License-Identifier: Apache-2.0
"""The desktop opens deskbell:// links with the program, whatever its folder is called."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path):
    """What the script needs of one, in a folder with a difficult name."""
    folder = tmp_path / 'a "b" & $c|d'
    for part in ("packaging/register-links.sh", "packaging/linux/deskbell.desktop"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / part, folder / part)
    (folder / "resources").mkdir()
    shutil.copy(ROOT / "resources/deskbell.svg", folder / "resources/deskbell.svg")
    return folder


@pytest.fixture
def run(checkout, tmp_path):
    """Run the script for somebody else's desktop; where that keeps its applications."""
    home = tmp_path / "home"
    home.mkdir()

    def run(*arguments):
        subprocess.run(
            ["/bin/sh", checkout / "packaging/register-links.sh", *arguments],
            env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
            check=True,
        )
        return home / ".local/share"

    return run


class Entry(configparser.RawConfigParser):
    def optionxform(self, optionstr):
        return optionstr


def entry(path):
    read = Entry()
    read.read(path, encoding="utf-8")
    return read["Desktop Entry"]


def test_the_program_is_registered_for_links(run, checkout):
    data = run()
    told = entry(data / "applications/deskbell.desktop")
    assert told["MimeType"] == "x-scheme-handler/deskbell;"
    program, _, rest = told["Exec"].rpartition(" ")
    assert rest == "%u"
    written = program.strip('"').replace("\\\\", "\\")  # the entry's own escapes, then quotes
    for special in '"$`\\':
        written = written.replace(f"\\{special}", special)
    assert written == f"{checkout}/.venv/bin/deskbell"
    assert (data / "icons/hicolor/scalable/apps/deskbell.svg").is_file()


def test_it_is_taken_away_again(run):
    run()
    data = run("remove")
    assert not (data / "applications/deskbell.desktop").exists()
    assert not (data / "icons/hicolor/scalable/apps/deskbell.svg").exists()
