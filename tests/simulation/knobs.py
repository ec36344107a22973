# SPDX-License-Identifier: Apache-2.0
"""What makes one run differ from another: drawn once from its seed."""

from random import Random

from msgspec import Struct

from sync_server.config import KIB, Limits


class Knobs(Struct, frozen=True, kw_only=True):
    """How a run goes. Times are seconds of virtual time; rates are chances per step."""

    agents: tuple[str, ...]
    steps: int
    pace_s: float
    latency_s: float
    lane_pause_s: float
    sealed: bool
    window: int
    skew_s: tuple[int, ...]
    cut: float
    half_open: float
    offline: float
    kill_client: float
    kill_server: float
    power_loss: bool
    limits: Limits


def draw(random: Random) -> Knobs:
    """The knobs of a run."""

    def sometimes(chance: float, most: float) -> float:
        return random.uniform(0.2, 1.0) * most if random.random() < chance else 0.0

    agents = random.sample(("ada", "sue", "ann", "ben", "lux"), random.randint(3, 5))
    if random.random() < 0.3:
        agents[-1] = agents[0]  # two devices of one agent
    tiny = random.random() < 0.5
    return Knobs(
        agents=tuple(agents),
        steps=random.randint(50, 110),
        pace_s=random.choice((0.02, 0.1, 0.5)),
        latency_s=random.choice((0.002, 0.05, 0.3)),
        lane_pause_s=random.choice((0.0, 0.005, 0.05)),
        sealed=random.random() < 0.5,
        window=random.choice((600, 4 * KIB, 64 * KIB)),
        skew_s=tuple(random.choice((0, 0, -7200, 300)) for _ in agents),
        cut=sometimes(0.8, 0.08),
        half_open=sometimes(0.5, 0.03),
        offline=sometimes(0.5, 0.04),
        kill_client=sometimes(0.6, 0.05),
        kill_server=sometimes(0.6, 0.03),
        power_loss=random.random() < 0.3,
        limits=Limits(
            buffer_bytes=random.choice((300, 2 * KIB)) if tiny else 256 * KIB,
            snapshot_rows=3 if tiny else 1000,
            write_bytes=2 * KIB if tiny else 512 * KIB,
            commands_a_second=random.choice((5.0, 20.0)),
            command_burst=random.choice((5, 100)),
            replay_a_second=random.choice((20.0, 500.0)),
            reachable_debounce_s=random.choice((0.5, 10.0)),
            sessions_per_agent=5,
        ),
    )
