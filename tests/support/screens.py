# SPDX-License-Identifier: Apache-2.0
"""Screens that are plugged in and out, on Qt's platform without a display.

That platform takes another set of screens while it runs, by a function that Qt's own tests use: Qt
then hears of them as from any system, and a screen that is gone is destroyed. Python cannot call it
but by its address.
"""

import ctypes
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import PySide6
import shiboken6
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QApplication

_LIBRARIES: Final = Path(PySide6.__file__).parent / "Qt" / "lib"
_ADDRESS: Final = ctypes.c_void_p
_RESOURCE_PLACE: Final = 12
"""`nativeResourceForIntegration` is the first virtual function after those of a QObject."""


def screens() -> dict[str, QRect]:
    """The screens that there are, the main one first."""
    return {screen.name(): screen.geometry() for screen in QApplication.screens()}


def set_screens(areas: Mapping[str, QRect]) -> None:
    """Have these screens. One with a name that was there before is the same."""
    described = [
        {
            "name": name,
            "x": area.x(),
            "y": area.y(),
            "width": area.width(),
            "height": area.height(),
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        for name, area in areas.items()
    ]
    native = _function("Gui", "_ZN15QGuiApplication23platformNativeInterfaceEv")()
    table = ctypes.cast(native, ctypes.POINTER(ctypes.POINTER(_ADDRESS))).contents
    find = ctypes.CFUNCTYPE(_ADDRESS, _ADDRESS, _ADDRESS)(table[_RESOURCE_PLACE])
    name = QByteArray(b"setConfiguration")
    configure = ctypes.CFUNCTYPE(None, _ADDRESS, _ADDRESS)(find(native, _address(name)))
    wanted = _json_object(json.dumps({"screens": described}))
    configure(ctypes.addressof(wanted), native)


def _json_object(text: str) -> Any:
    """A QJsonObject, which is never destroyed: it is small."""
    data = QByteArray(text.encode())
    document, found = ctypes.create_string_buffer(64), ctypes.create_string_buffer(64)
    parse = _function("Core", "_ZN13QJsonDocument8fromJsonERK10QByteArrayP15QJsonParseError")
    parse(_ADDRESS(ctypes.addressof(document)), _ADDRESS(_address(data)), None)
    take = _function("Core", "_ZNK13QJsonDocument6objectEv")
    take(_ADDRESS(ctypes.addressof(found)), _ADDRESS(ctypes.addressof(document)))
    return found


def _function(library: str, name: str) -> Any:
    function = ctypes.CDLL(str(_LIBRARIES / f"libQt6{library}.so.6"))[name]
    function.restype = _ADDRESS
    return function


def _address(value: QByteArray) -> int:
    (address,) = shiboken6.getCppPointer(value)
    return int(address)
