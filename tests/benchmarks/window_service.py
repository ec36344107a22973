# SPDX-License-Identifier: Apache-2.0
"""The start of the window with a real secret service, to be run inside `dbus-run-session`.

`python -m tests.benchmarks.window_service PROFILE KEYS ROUNDS`. It starts gnome-keyring on the
session's bus, puts the profile's keys into it, and prints the seconds of the starts as JSON.
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
    service = subprocess.Popen(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert service.stdin is not None
    service.stdin.write(b"benchmark")
    service.stdin.close()
    try:
        for name, user, told in json.loads(Path(keys).read_text()):
            _keep(name, user, told)
        _seconds("window_driver", "start", profile, "system")  # bytecode is warm from here on
        ours, empty = interleaved(
            int(rounds),
            lambda: _seconds("window_driver", "start", profile, "system"),
            lambda: _seconds("empty_window"),
        )
    finally:
        service.terminate()
        service.wait()
    print(json.dumps({"ours_ms": ours["ms"], "empty_ms": empty["ms"]}))


def _keep(name: str, user: str, told: str) -> None:
    """The service takes a moment to come."""
    for _ in range(100):
        try:
            keyring.set_password(name, user, told)
        except keyring.errors.KeyringError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the secret service does not answer")


def _seconds(module: str, *words: str) -> dict[str, float]:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module}", *words], check=True)
    return {"ms": (time.perf_counter() - began) * 1e3}


if __name__ == "__main__":
    main()
