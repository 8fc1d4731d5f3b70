"""What is shipped: all code and data of the house, nothing else, and a light base install."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distribution, requires
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ("taxonomy", "engine", "index", "evaluation", "api")
HEAVY = re.compile(
    r"torch|tensorflow|jax|keras|transformers|onnx|spacy|gensim|java|jpype|pyjnius|jep|pyterrier"
    r"|pyserini|numba|cython|llvm|pybind|cffi|opensearch|elasticsearch",
    re.IGNORECASE,
)


def _tree() -> set[str]:
    """Files that must ship, as they are named inside the package."""
    found = {"passend/__init__.py", "passend/py.typed"}
    for part in HOUSE:
        for path in (ROOT / part).rglob("*"):
            hidden = any(part.startswith((".", "__pycache__")) for part in path.parts[-3:])
            if path.is_file() and not hidden:
                found.add(f"passend/{path.relative_to(ROOT).as_posix()}")
    return found


def _builds_here() -> bool:
    """Whether the build backend of this environment is new enough."""
    return int(distribution("setuptools").version.split(".")[0]) >= 77


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Source archive and wheel, built from a copy of what is in the tree."""
    place = tmp_path_factory.mktemp("built")
    copy = place / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in listed.stdout.split("\0"):
        source, target = ROOT / name, copy / name
        if name and (source.is_symlink() or source.is_file()):
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_symlink():
                target.symlink_to(source.readlink())
            else:
                target.write_bytes(source.read_bytes())
    tools = place / "tools"
    if not _builds_here():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wanted = ["--no-deps", "--target", str(tools), "setuptools>=77"]
        subprocess.run([*pip, *wanted], check=True, capture_output=True)
    # The backend changes sys.argv while it works.
    script = (
        "import sys; place, tools = sys.argv[1:]; sys.path.insert(0, tools); "
        "from setuptools import build_meta as backend; "
        "backend.build_sdist(place); backend.build_wheel(place)"
    )
    command = [sys.executable, "-c", script, str(place), str(tools)]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    (archive,) = place.glob("*.tar.gz")
    (wheel,) = place.glob("*.whl")
    return archive, wheel


def _in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if not name.endswith("/")}


def test_the_wheel_holds_the_tree_and_nothing_else(built: tuple[Path, Path]) -> None:
    names = {name for name in _in_wheel(built[1]) if ".dist-info/" not in name}
    tree = _tree()
    assert names - tree == set(), "in the wheel and not in the tree"
    assert tree - names == set(), "in the tree and not in the wheel"


def test_the_wheel_has_licence_and_command(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as opened:
        about = {
            PurePosixPath(name).name: opened.read(name).decode()
            for name in opened.namelist()
            if ".dist-info/" in name and not name.endswith("/")
        }
    assert about["LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "passend = passend.api.cli:main" in about["entry_points.txt"]
    assert "License-Expression: EUPL-1.2" in about["METADATA"]


def test_the_source_archive_holds_the_tree(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as opened:
        names = {member.name.partition("/")[2] for member in opened if member.isfile()}
    assert _tree() - names == set()
    assert {"pyproject.toml", "LICENSE", "README.md"} <= names


def _tests(names: set[str]) -> list[str]:
    return sorted(name for name in names if "/tests/" in f"/{name}" or "conftest" in name)


def test_no_tests_are_in_the_wheel(built: tuple[Path, Path]) -> None:
    assert _tests(_in_wheel(built[1])) == []


def test_no_tests_are_in_the_source_archive(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as opened:
        assert _tests(set(opened.getnames())) == []


def test_the_installed_wheel_works_without_the_tree(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    """Its data is found in the package, not beside it."""
    shutil.unpack_archive(built[1], tmp_path / "site", "zip")
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import passend; "
        "assert passend.__file__.startswith(sys.argv[1]), passend.__file__; "
        "from passend.taxonomy.check import check_starter; assert check_starter() == []; "
        "from passend.engine.travel import starter_places; starter_places(); "
        "from passend.evaluation.demo import generate; import passend.api.cli"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "site")]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


def _base() -> list[str]:
    wanted = [wish for wish in requires("passend") or () if "extra ==" not in wish]
    return [re.split(r"[^\w.-]", wish)[0].lower() for wish in wanted]


def test_the_base_install_names_its_dependencies() -> None:
    assert len(_base()) >= 10
    assert not any(HEAVY.search(name) for name in _base())


def test_nothing_heavy_comes_with_the_base_install() -> None:
    """Dependencies of dependencies too: no deep learning, no Java, no compiler."""
    seen: set[str] = set()
    todo = ["passend"]
    while todo:
        name = todo.pop()
        for wish in requires(name) or ():
            inner = re.split(r"[^\w.-]", wish)[0].lower()
            if ";" not in wish and inner not in seen:
                seen.add(inner)
                todo.append(inner)
    assert {name for name in seen if HEAVY.search(name)} == set()
    assert {"numpy", "scipy", "starlette"} <= seen
