"""House rules that no linter checks."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import passend

ROOT = Path(__file__).parents[1]
HOUSE = ("taxonomy", "engine", "index", "evaluation", "api")
MOST_LINES = 400
_WORKPLACE = re.compile(r"(?<![\w.])/(work|tmp|home|root|Users|mnt|opt|var)/\w")


def code() -> list[Path]:
    """Python files of the house, by their real place."""
    return [path for part in HOUSE for path in sorted((ROOT / part).rglob("*.py"))]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


CODE = pytest.mark.parametrize("path", code(), ids=name)


def _modules() -> list[str]:
    return [module.name for module in pkgutil.walk_packages(passend.__path__, "passend.")]


MODULES = pytest.mark.parametrize("module", _modules())


@CODE
def test_no_file_of_code_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@CODE
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@MODULES
def test_public_names_exist_are_sorted_and_documented(module: str) -> None:
    loaded = importlib.import_module(module)
    names = getattr(loaded, "__all__", None)
    if names is None:
        return
    assert len(set(names)) == len(names)
    assert list(names) == _sorted(names)
    missing = [one for one in names if not _documented(loaded, one)]
    assert missing == []


def _sorted(names: list[str]) -> list[str]:
    """Constants, then classes, then functions, numbers by value: the order that ruff keeps."""

    def key(one: str) -> tuple[int, list[tuple[bool, int, str]]]:
        group = 0 if one.isupper() else 1 if one[:1].isupper() else 2
        parts = re.findall(r"\d+|\D+", one)
        return group, [(not p.isdigit(), int(p) if p.isdigit() else 0, p) for p in parts]

    return sorted(names, key=key)


def _documented(module: ModuleType, public: str) -> bool:
    """A class or function has a docstring of its own; a module and a value need none here."""
    value = getattr(module, public)
    if inspect.isclass(value) or inspect.isfunction(value):
        return bool(value.__doc__)
    return True


@MODULES
def test_public_methods_are_documented(module: str) -> None:
    loaded = importlib.import_module(module)
    bare = []
    for public, value in vars(loaded).items():
        if inspect.isclass(value) and value.__module__ == module and not public.startswith("_"):
            for member, method in vars(value).items():
                function = getattr(method, "__func__", getattr(method, "fget", method))
                if inspect.isfunction(function) and not member.startswith("_"):
                    bare += [] if function.__doc__ else [f"{public}.{member}"]
    assert bare == []


@CODE
def test_nothing_is_imported_upwards_or_by_its_short_name(path: Path) -> None:
    part = path.relative_to(ROOT).parts[0]
    lower = HOUSE[: HOUSE.index(part) + 1]
    wrong = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            wrong += ["." * node.level + (node.module or "")] if node.level > 1 else []
            targets = [node.module or ""] if node.level == 0 else []
            if node.module == "passend":
                targets = [f"passend.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        else:
            continue
        for target in targets:
            first, _, rest = target.partition(".")
            inner = rest.partition(".")[0]
            if first in HOUSE or (first == "passend" and inner in HOUSE and inner not in lower):
                wrong.append(target)
    assert wrong == []


def _texts() -> list[Path]:
    places = [
        ROOT / part
        for part in (*HOUSE, "tests", "docs", "examples", "benchmarks", "scripts", ".ci")
    ]
    kinds = {".py", ".toml", ".md", ".yml", ".yaml", ".cff", ".html", ".css", ".csv", ".json", ""}
    found = [p for place in places for p in place.rglob("*") if p.is_file() and p.suffix in kinds]
    found += [p for p in ROOT.iterdir() if p.is_file() and p.suffix in kinds]
    return [p for p in found if "__pycache__" not in p.parts and p.name != "package-lock.json"]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    wrong = []
    for path in _texts():
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if _WORKPLACE.search(line):
                wrong.append(f"{name(path)}:{number}: {line.strip()[:80]}")
    assert wrong == []


def test_the_folders_are_linked_relatively() -> None:
    for part in HOUSE:
        link = ROOT / "passend" / part
        assert link.is_symlink()
        assert link.readlink() == Path("..") / part


def test_every_place_that_tells_the_version_tells_the_same() -> None:
    version = passend.__version__
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == version
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", citation, re.MULTILINE).group(1) == version
    public = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert re.search(r'^softwareVersion: "(.+)"$', public, re.MULTILINE).group(1) == version


def test_publiccode_has_its_required_keys() -> None:
    """Publiccode.yml 0.7; read as text, since no YAML reader is among the dependencies."""
    text = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    keys = set(re.findall(r"^ *(\w+):", text, re.MULTILINE))
    assert keys >= {
        *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus"),
        *("softwareType", "description", "shortDescription", "longDescription", "features"),
        *("legal", "license", "maintenance", "type", "contacts"),
        *("localisation", "localisationReady", "availableLanguages"),
    }
    assert re.search(r'^publiccodeYmlVersion: "0.7"$', text, re.MULTILINE)
    for short in re.findall(r'shortDescription: "(.+)"', text):
        assert len(short) <= 150


def test_the_licence_is_complete() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(n) for n in range(1, 16)]
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
    assert text.rstrip().endswith("require the production of a new\nEUPL version.")


def test_the_notice_names_competentnl() -> None:
    assert "CompetentNL (UWV), CC BY 4.0" in (ROOT / "NOTICE").read_text(encoding="utf-8")
