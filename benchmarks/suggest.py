"""How fast suggestions are: medians, 99th percentiles and memory, on this machine.

Usage: python benchmarks/suggest.py [--taxonomy FOLDER] [--names N] [--seed N]

What is typed: every beginning, from one letter on, of names drawn at random; and the same with one
typing error in it, which is the slow way. Nothing is cached between questions. On a busy machine
the clock also counts the work of others; the time of the processor does not.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.suggest import SUGGESTED, Suggester

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 20


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taxonomy", type=Path, help="compiled taxonomy; the starter without it")
    parser.add_argument("--names", type=int, default=500, help="names to type")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    taxonomy = load_taxonomy(options.taxonomy)
    names = [n for c in taxonomy.concepts if c.kind in SUGGESTED for n in c.names]
    before = _memory()
    start = time.perf_counter()
    suggester = Suggester(taxonomy)
    made = time.perf_counter() - start
    after = _memory()
    chooser = random.Random(options.seed)  # noqa: S311 - not for secrets
    typed = [n[:size] for n in chooser.sample(names, min(options.names, len(names)))
             for size in range(1, min(len(n), _LONGEST) + 1)]  # fmt: skip
    wrong = [_mistyped(text, chooser) for text in typed if len(text) >= 4]
    _tell(taxonomy, len(names), made, before, after)
    for name, texts in (("typed right", typed), ("one error", wrong)):
        taken = _timed(suggester, texts)
        _row(f"{name}, clock", [clock for clock, _ in taken])
        _row(f"{name}, processor", [work for _, work in taken])


def _timed(suggester: Suggester, texts: Iterable[str]) -> list[tuple[float, float]]:
    """Milliseconds per question, ten concepts each: by the clock, and of the processor."""
    taken = []
    for text in texts:
        start, worked = time.perf_counter(), time.thread_time()
        suggester.suggest(text)
        clock, work = time.perf_counter() - start, time.thread_time() - worked
        taken.append((1000 * clock, 1000 * work))
    return taken


def _mistyped(text: str, chooser: random.Random) -> str:
    at = chooser.randrange(1, len(text))
    return text[:at] + chooser.choice(_LETTERS) + text[at + 1 :]


def _tell(taxonomy: Taxonomy, names: int, made: float, before: int, after: int) -> None:
    kinds = {kind: sum(one is kind for one in taxonomy.kinds) for kind in SUGGESTED}
    counts = ", ".join(f"{number:,} {kind.value}" for kind, number in kinds.items())
    libraries = ", ".join(f"{name} {version(name)}" for name in ("passend", "numpy"))
    out(f"taxonomy {taxonomy.digest[:12]}: {names:,} names; {counts}")
    out(f"machine: {platform.machine()}, {_processor()}, one thread")
    out(f"versions: Python {platform.python_version()}, {libraries}")
    out(f"made in {made:.2f} s; memory {after - before} MiB more at its highest")
    out(f"{'':22} {'questions':>9} {'median ms':>9} {'p99 ms':>8} {'most ms':>8}")


def _row(name: str, taken: Sequence[float]) -> None:
    ordered = sorted(taken)
    p99 = ordered[int(0.99 * (len(ordered) - 1))]
    middle = statistics.median(ordered)
    out(f"{name:22} {len(ordered):9,} {middle:9.2f} {p99:8.2f} {ordered[-1]:8.2f}")


def _memory() -> int:
    """Highest resident memory so far, MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 if sys.platform == "linux" else 1024 * 1024)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "processor not known")


def out(line: str) -> None:
    """Print a line."""
    print(line)  # noqa: T201 - what this script is for


if __name__ == "__main__":
    main()
