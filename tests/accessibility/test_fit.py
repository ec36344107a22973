# SPDX-License-Identifier: Apache-2.0
"""German words are much longer than English ones: buttons and labels have room for them."""

from importlib.resources import files

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from tests.accessibility.fit import cramped
from tests.support.client_environment import settle


@pytest.fixture
def german(qapp):
    translator = QTranslator()
    assert translator.load(str(files("resources") / "translations" / "deskbell_de.qm"))
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (900, 600)])
@pytest.mark.parametrize("action", ["note", "settings", "new_ticket", "pick"])
async def test_german_words_have_room(german, opened, action, size):
    opened.window.resize(*size)
    opened.do(action)
    await settle()
    assert "\n".join(cramped(opened.window)) == ""
