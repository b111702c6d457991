"""How long fetching takes beside the floor that the services' limits set, how much memory, how many requests.

Two hundred references, a fifth of them failing in every way, against the loopback world of `tests/net/world`, each
answer `--latency` seconds late. The fetch runs in a process of its own, so its memory is its own.

    python -m benchmarks.fetch_speed                 # the real services' limits: two to three minutes
    python -m benchmarks.fetch_speed --hurried       # limits a hundred times wider: what our own work costs
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from pipeline.net.manners import LIST, table
from tests.net.world.child import GAP, SERVICES
from tests.net.world.crowd import crowd
from tests.net.world.server import Seen, World

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run it and print one line a figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--references", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.05, help="seconds by which every answer is late")
    parser.add_argument("--hurried", action="store_true", help="a world with wide limits")
    args = parser.parse_args()
    many = crowd(args.references, latency=args.latency)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = folder / "references.json"
        listed.write_bytes(msgspec.json.encode(many.references))
        with World(folder, many.sites) as world:
            first = _run(world, folder, listed, real=not args.hurried)
            slowest = floor(world.seen, real=not args.hurried)
            asked = len(world.seen)
            second = _run(world, folder, listed, real=not args.hurried)
            again = len(world.seen) - asked
            busiest = Counter(seen.host for seen in world.seen[:asked]).most_common(4)
    host, seconds = slowest
    print(f"references {args.references}: {first['states']}")
    print(
        f"time {first['seconds']:.1f} s; floor of the limits {seconds:.1f} s ({host}); processor {first['cpu']:.1f} s"
    )
    print(f"memory {first['peak_mb']:.0f} MB at most, {first['peak_mb'] - first['before_mb']:.0f} MB above the start")
    print(f"requests {asked} ({asked / args.references:.1f} a reference); busiest {busiest}")
    print(f"second run: {again} requests (what failed in passing), {second['seconds']:.1f} s")


def _run(world: World, folder: Path, listed: Path, *, real: bool) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.net.world.child", str(folder / "snapshots")]
    command += [str(world.plain.port), str(world.secure.port), str(world.certificate), str(listed)]
    command += ["real"] if real else []
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    told: dict[str, float] = json.loads(out)
    return told


def floor(seen: list[Seen], *, real: bool) -> tuple[str, float]:
    """The host whose limit takes longest, and how long its requests must take at the least.

    Each lane of a host by itself: requests less one, times its gap. Publishers: the gap alone, without the answers'
    own time, so the true floor lies a little higher.
    """
    lanes: dict[tuple[str, str], int] = defaultdict(int)
    for one in seen:
        listed = one.host == "web.archive.org" and one.path.startswith("/cdx/")
        lanes[one.host, LIST if listed else ""] += 1
    gaps = {lane: _gap(*lane, real=real) for lane in lanes}
    worst = max(lanes, key=lambda lane: (lanes[lane] - 1) * gaps[lane])
    return worst[0], (lanes[worst] - 1) * gaps[worst]


def _gap(host: str, lane: str, *, real: bool) -> float:
    if not real:
        return GAP if host in SERVICES else 0.01
    entry = table().get(host)
    if entry is None:
        return 1.0
    return (entry.list_gap if lane == LIST else None) or entry.gap


if __name__ == "__main__":
    main()
