# SPDX-License-Identifier: Apache-2.0
"""Languages for looking at room: one in which every text is 40 % longer than in English, and
German with a mark at the end of each text. Nobody speaks them.
"""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.support.source import ROOT

SOURCE: Final = ROOT / "resources" / "translations" / "deskbell_de.ts"
MARK: Final = "ŵ"
"""Every text ends with it: whether it is seen tells whether the text was cut."""

_LONGER: Final = 1.4
_MORE: Final = "worden einer vielen anderen "

Lengthen = Callable[[str, str], str]
"""Makes a text out of the English and the German one."""


def longer(english: str, _german: str = "") -> str:
    """As long as in the longest of the languages; one word stays one word."""
    more = max(1, round(len(english) * _LONGER) - len(english))
    if " " not in english.strip():
        return english + "o" * (more - 1) + MARK
    filler = (_MORE * (more // len(_MORE) + 1))[: max(0, more - 2)].rstrip()
    return f"{english} {filler}{MARK}" if more > 1 else english + MARK


def marked(_english: str, german: str) -> str:
    """The German text, with the mark."""
    return german + MARK


LENGTHENED: Final[dict[str, Lengthen]] = {"longer": longer, "German": marked}


def build(folder: Path, language: str) -> Path:
    """The built file of a language, made from all that the window says."""
    tree = ET.parse(SOURCE)
    for message in tree.getroot().iter("message"):
        english, told = message.findtext("source") or "", message.find("translation")
        assert told is not None
        for form in told.findall("numerusform") or [told]:
            form.text = LENGTHENED[language](english, form.text or english)
        told.attrib.pop("type", None)
    words, built = folder / f"{language}.ts", folder / f"{language}.qm"
    tree.write(words, encoding="utf-8", xml_declaration=True)
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", words, "-qm", built], check=True)
    return built
