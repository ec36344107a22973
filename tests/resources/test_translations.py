# SPDX-License-Identifier: Apache-2.0
"""Every text of the window has its German words, and the built file is that of the source."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "resources" / "translations" / "deskbell_de.ts"


def entries(path):
    """(context, English) -> German of a file of translations."""
    tree = ET.parse(path).getroot()
    return {
        (context.findtext("name"), message.findtext("source")): message.findtext("translation")
        for context in tree.findall("context")
        for message in context.findall("message")
    }


@pytest.fixture(scope="module")
def german():
    return entries(SOURCE)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """What the window says now, collected anew."""
    folder = tmp_path_factory.mktemp("words")
    modules = sorted(str(path) for path in (ROOT / "ui").rglob("*.py"))
    listed = folder / "modules.lst"
    listed.write_text("\n".join(modules))
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run(
        [tool, "-locations", "none", f"@{listed}", "-ts", folder / "now.ts"],
        check=True,
        capture_output=True,
    )
    return entries(folder / "now.ts")


def test_every_text_of_the_window_has_german_words(german, collected):
    missing = [key for key in collected if not german.get(key)]
    assert not missing, "run packaging/translations.sh, then fill in what is unfinished"


def test_placeholders_agree(german):
    def named(text):
        return sorted(re.findall(r"\{(\w*)\}", text or ""))

    told = {key: words for key, words in german.items() if words}
    assert [key for key, words in told.items() if named(key[1]) != named(words)] == []


def test_alternatives_of_the_palette_stay_apart(german):
    piped = {key: told for key, told in german.items() if "|" in key[1]}
    assert all(told and "||" not in told for told in piped.values())


def test_the_built_file_is_that_of_the_source(german, qapp):
    translator = QTranslator()
    assert translator.load(str(SOURCE.with_suffix(".qm")))
    assert [k for k, told in german.items() if translator.translate(*k) != told] == []
