# SPDX-License-Identifier: Apache-2.0
"""The real server on a data folder that `fanout` has prepared.

`python -m tests.benchmarks.desk_server FOLDER plain|tls`. Prints its port when it listens.
"""

import asyncio
import sys
from pathlib import Path

import uvloop

from sync_server.config import read_configuration
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.server import Server


async def main(folder: Path, *, plain: bool) -> None:
    """Serve until killed."""
    allocation.tune()
    configuration = read_configuration(folder, port=0, file_port=0, web_port=0, plain=plain)
    async with Server(configuration, RealEnvironment()) as server:
        print(server.port, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(Path(sys.argv[1]), plain=sys.argv[2] == "plain"))
