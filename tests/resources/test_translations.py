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
    """(context, English, comment) -> the German forms of a file of translations. The comment of
    what has a count is its singular.
    """
    tree = ET.parse(path).getroot()
    return {
        (
            context.findtext("name"),
            message.findtext("source"),
            message.findtext("comment", ""),
        ): _forms(message)
        for context in tree.findall("context")
        for message in context.findall("message")
    }


def _forms(message):
    if message.get("numerus") != "yes":
        return (message.findtext("translation"),)
    return tuple(form.text for form in message.findall("translation/numerusform"))


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
    missing = [key for key in collected if not all(german.get(key, [""]))]
    assert not missing, "run packaging/translations.sh, then fill in what is unfinished"


def test_placeholders_agree(german):
    def named(text):
        return sorted(re.findall(r"\{(\w*)\}", text or ""))

    told = [
        (english, words)
        for (_, many, one), forms in german.items()
        for english, words in zip((one, many) if one else (many,), forms, strict=True)
    ]
    assert [english for english, words in told if named(english) != named(words)] == []


def test_what_has_a_count_is_collected_as_such(german):
    counted = {key[:2] for key, forms in german.items() if len(forms) == 2}
    assert counted
    assert {key[:2] for key in german if key[0] == "plural"} == counted
    assert [english for _, english in counted if not re.search(r"%n|{count}", english)] == []


def test_alternatives_of_the_palette_stay_apart(german):
    piped = {key: told for key, (told, *_) in german.items() if "|" in key[1]}
    assert all(told and "||" not in told for told in piped.values())


def test_the_built_file_is_that_of_the_source(german, qapp):
    translator = QTranslator()
    assert translator.load(str(SOURCE.with_suffix(".qm")))

    def built(key, forms):
        context, english, comment = key
        counts = (1, 2) if len(forms) > 1 else (-1,)
        return tuple(translator.translate(context, english, comment, n) for n in counts)

    assert [key for key, forms in german.items() if built(key, forms) != forms] == []
