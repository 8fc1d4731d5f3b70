"""How fast texts are read: clauses alone, and clauses with their concepts, on this machine.

Usage: python benchmarks/reading.py [--rounds N]

The texts are those that the clause model was trained on, one clause a line.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from passend.taxonomy.clauses import clauses
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.linker import Linker
from passend.taxonomy.reader import Reader
from passend.taxonomy.training.clause_texts import read_texts

_TEXTS = Path(__file__).resolve().parents[1] / "taxonomy/training/texts"


def main() -> None:
    """Measure, and print a line per step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    texts = ["\n".join(clause.text for clause in text) for text in read_texts(_TEXTS)]
    reader = Reader(Linker(load_taxonomy()))
    words = statistics.mean(len(text.split()) for text in texts)
    told = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "scikit-learn"))
    print(f"{platform.machine()}, Python {platform.python_version()}, {told}")  # noqa: T201
    print(f"{len(texts)} texts of {words:.0f} words on average, {rounds} rounds")  # noqa: T201
    for name, read in (("clauses", clauses), ("clauses and concepts", reader.read)):
        print(f"{name}: {_rate(read, texts, rounds):.0f} texts/s, median of rounds")  # noqa: T201
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak // (1 << 20 if sys.platform == 'darwin' else 1024)} MB")  # noqa: T201


def _rate(read: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """Texts per second of processor time; one round first to warm up."""
    taken = []
    for _ in range(rounds + 1):
        start = time.process_time()
        for text in texts:
            read(text)
        taken.append(len(texts) / (time.process_time() - start))
    return statistics.median(taken[1:])


if __name__ == "__main__":
    main()
