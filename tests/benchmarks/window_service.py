# SPDX-License-Identifier: Apache-2.0
"""The start of the window with a real secret service, to be run inside `dbus-run-session`.

`python -m tests.benchmarks.window_service PROFILE KEYS ROUNDS`. It starts gnome-keyring on the
session's bus, with which it ends, puts the profile's keys into it, and prints the milliseconds of
the starts as JSON.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import keyring

from tests.benchmarks.measure import interleaved


def main() -> None:
    """Run and print."""
    profile, keys, rounds = sys.argv[1:]
    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize"],
        input=b"benchmark",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    for place, told in json.loads(Path(keys).read_text()).items():
        service, user = place.split(" ", 1)
        keyring.set_password(service, user, told)
    _started("support.first_paint", profile, "system")  # bytecode is warm from here on
    ours, empty = interleaved(
        int(rounds),
        lambda: _started("support.first_paint", profile, "system"),
        lambda: _started("benchmarks.empty_window"),
    )
    print(json.dumps({"ours_ms": ours["ms"], "empty_ms": empty["ms"]}))


def _started(module: str, *words: str) -> dict[str, float]:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", f"tests.{module}", *words], check=True)
    return {"ms": (time.perf_counter() - began) * 1e3}


if __name__ == "__main__":
    main()
