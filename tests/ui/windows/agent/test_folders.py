# SPDX-License-Identifier: Apache-2.0
"""A dialog begins where the last file was, and not where the program was started."""

from PySide6.QtCore import QStandardPaths

from ui.windows.agent.folders import Folders

HOME = QStandardPaths.StandardLocation.HomeLocation


def test_at_first_it_is_where_people_keep_such_files(qapp):
    assert Folders(HOME).begin == QStandardPaths.writableLocation(HOME)


def test_then_it_is_where_the_last_file_was_as_long_as_that_is_there(qapp, tmp_path):
    folders = Folders(HOME)
    folder = tmp_path / "logs"
    folder.mkdir()
    folders.remember(folder / "trace.log")
    assert folders.begin == str(folder)
    folder.rmdir()
    assert folders.begin == QStandardPaths.writableLocation(HOME)
