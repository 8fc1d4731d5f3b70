#!/usr/bin/env python3
"""How fast short texts are linked, on one core: link.py [--taxonomy DIR] [--texts N].

Texts are names of the taxonomy with a word before or after them, each text once. Prints a table
in Markdown; medians of five runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from passend.taxonomy.bag import BagEncoder
from passend.taxonomy.concepts import Kind
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.models import shipped_bag
from passend.taxonomy.names import NameIndex

_RUNS = 5
_ALONE = 200
_AROUND = ("ervaren {}", "{} m/v", "{} in Zwolle", "hulp bij {}", "{}")
_KINDS = {"occupation": (Kind.OCCUPATION,), "skill": (Kind.SKILL, Kind.KNOWLEDGE)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taxonomy", type=Path)
    parser.add_argument("--texts", type=int, default=2000)
    asked = parser.parse_args()
    sys.stdout.writelines(line + "\n" for line in _told(asked.taxonomy, asked.texts))


def _told(folder: Path | None, size: int) -> Iterator[str]:
    """Lines of the table, as they are measured."""
    taxonomy = load_taxonomy(folder)
    yield f"{platform.machine()}, {_processor()}, {os.cpu_count()} cores, one used;"
    yield (
        f"Python {platform.python_version()}, numpy {version('numpy')}, "
        f"rapidfuzz {version('rapidfuzz')}; median of {_RUNS} runs, CPU time\n"
    )
    yield "| what | names | texts | texts/s | ms alone (median) |\n|--|--|--|--|--|"
    bag = shipped_bag()
    with threadpool_limits(1):
        for kind, kinds in _KINDS.items():
            index = NameIndex.of(taxonomy, bag, kinds)
            texts = _texts(index.names, size)
            yield _row(f"bag, {kind}, cold", "", texts, lambda texts: _cold().encode(texts))
            yield _row(f"bag, {kind}, words known", "", texts, bag.encode)
            single = [_seconds(index.find, [text]) * 1000 for text in texts[:_ALONE]]
            alone = f"{statistics.median(single):.2f}"
            yield _row(f"link {kind}", f"{len(index.names):,}", texts, index.find, alone)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"\nPeak memory of the whole process: {peak:.0f} MB."


def _texts(names: Sequence[str], size: int) -> list[str]:
    chosen = np.random.default_rng(1).permutation(len(names))[:size]
    return [
        _AROUND[n % len(_AROUND)].format(names[place]) for n, place in enumerate(map(int, chosen))
    ]


def _cold() -> BagEncoder:
    """The shipped bag, without the words it has met."""
    bag = shipped_bag()
    return BagEncoder(bag.table, bag.scale, bag.known, bag.origin)


def _row(
    what: str,
    names: str,
    texts: list[str],
    work: Callable[[list[str]], object],
    alone: str = "",
) -> str:
    seconds = statistics.median(_seconds(work, texts) for _ in range(_RUNS))
    return f"| {what} | {names} | {len(texts):,} | {len(texts) / seconds:,.0f} | {alone} |"


def _seconds(work: Callable[[list[str]], object], texts: list[str]) -> float:
    start = time.process_time()
    work(texts)
    return time.process_time() - start


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "")


if __name__ == "__main__":
    main()
