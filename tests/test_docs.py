"""The documentation is true: links resolve, the command line is all in it, examples run.

``python tests/test_docs.py`` writes ``docs/cli.md`` anew.
"""

from __future__ import annotations

import doctest
import importlib
import inspect
import json
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest
import typer.main
from pydantic import BaseModel

import passend
from passend.api import answers
from passend.api.cli import app
from passend.engine.model import VacancyKind
from passend.index.sources import Record, parse_record
from passend.index.sources.ext import ArrangementExt, LeerbaanExt, PersonExt, Site, VacancyExt
from passend.index.sources.problems import RULES

ROOT = Path(__file__).parents[1]
CLI = ROOT / "docs" / "cli.md"
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


# The reference of the command line


def commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its words, in the order of the program."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


def _default(param: Any) -> str:
    value = param.default
    if param.required:
        return "verplicht"
    if value is None or callable(value) or isinstance(value, bool):
        return ""
    return f"`{value}`"


def _choices(param: Any) -> list[str]:
    """Values of an enumeration; Typer keeps them with its own click, or in click's way."""
    kind = getattr(getattr(param, "type_descriptor", None), "annotation", None)
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    choices = getattr(getattr(param, "type", None), "choices", None) or ()
    return [str(getattr(one, "value", one)) for one in choices]


def _row(param: Any) -> str:
    names = [*param.opts, *param.secondary_opts]
    if param.param_type_name == "argument":
        name = f"`{param.name.upper()}`"
    else:
        name = ", ".join(f"`{option}`" for option in names)
    values = ", ".join(f"`{choice}`" for choice in _choices(param))
    told = " ".join(part for part in (param.help or "", f"({values})" if values else "") if part)
    return f"| {name} | {told} | {_default(param)} |"


def _section(path: tuple[str, ...], command: Any) -> str:
    described = inspect.cleandoc(command.help or "")
    params = [p for p in command.params if p.name != "help" and not getattr(p, "hidden", False)]
    lines = [f"## `{' '.join(path)}`", "", described]
    inner = getattr(command, "commands", {})
    if inner:
        lines += ["", *(f"- [`{' '.join((*path, n))}`](#{'-'.join((*path, n))})" for n in inner)]
    if params:
        lines += ["", "| argument of optie | betekenis | standaard |", "|--|--|--|"]
        lines += [_row(param) for param in params]
    return "\n".join(lines)


def cli_reference() -> str:
    """``docs/cli.md`` as it must be."""
    root = typer.main.get_command(app)
    head = (
        "# Command line\n\n"
        "Made from the program by `python tests/test_docs.py`; a test compares. The program speaks "
        "Dutch.\n\n"
        "Exit codes: 0 done, 2 nothing could be done, 3 done but some records were rejected. "
        "Every command also has `--help`. Settings come from options, else from `PASSEND_DATA`, "
        "`PASSEND_TAXONOMY`, `PASSEND_PLACES`, `PASSEND_TRAVEL`, `PASSEND_ENCODER` and "
        "`PASSEND_WEIGHTS`."
    )
    sections = [_section(path, command) for path, command in commands(root, ("passend",))]
    return "\n\n".join((head, *sections)) + "\n"


def test_the_reference_of_the_command_line_is_the_programs_own() -> None:
    assert CLI.read_text(encoding="utf-8") == cli_reference(), "run: python tests/test_docs.py"


def test_every_command_and_option_is_documented_and_has_help() -> None:
    told = CLI.read_text(encoding="utf-8")
    for path, command in commands(typer.main.get_command(app), ("passend",)):
        assert f"## `{' '.join(path)}`" in told
        assert command.help, path
        for param in command.params:
            if param.param_type_name == "option" and param.name != "help":
                assert param.help, (path, param.name)
                assert all(f"`{option}`" in told for option in param.opts)


# Links


def documents() -> list[Path]:
    skipped = {"node_modules", "build", "dist", "demo-data"}
    return sorted(
        path
        for path in ROOT.rglob("*.md")
        if not any(part in skipped or part.startswith(".") for part in path.relative_to(ROOT).parts)
        and path.resolve() == path
    )


def _anchors(path: Path) -> set[str]:
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    bare = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in bare}


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_internal_links_resolve(path: Path) -> None:
    broken = []
    for target in _LINK.findall(_FENCE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        found = (path.parent / name).resolve() if name else path
        if not found.exists() or (anchor and anchor not in _anchors(found)):
            broken.append(target)
    assert broken == []


# What a page must name


def _model_fields(model: type[BaseModel]) -> set[str]:
    names = set()
    for name, field in model.model_fields.items():
        names.add(field.alias or name)
        for inner in (field.annotation, *get_args(field.annotation)):
            if inspect.isclass(inner) and issubclass(inner, BaseModel):
                names |= _model_fields(inner)
    return names


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_glossary_has_every_key_of_an_answer() -> None:
    keys = _model_fields(answers.Antwoord)
    assert "nuNietHaalbaar" in keys
    assert {key for key in keys if f"`{key}`" not in _page("glossary.md")} == set()


def test_the_file_format_has_every_key_of_the_extension_and_every_kind() -> None:
    told = _page("file-format.md")
    names = {
        name
        for model in (PersonExt, VacancyExt, ArrangementExt, LeerbaanExt, Site)
        for name in model.model_fields
    }
    assert {name for name in names if f"`{name}`" not in told} == set()
    for kind in VacancyKind:
        assert re.search(
            rf"^\| `{kind.value}` \|.*\| {kind.agreement.value} \|", told, re.MULTILINE
        )


def test_the_example_of_the_file_format_is_a_valid_record() -> None:
    examples = re.findall(r"^```json\n(.+?)^```", _page("file-format.md"), re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        row = parse_record(json.loads(example), today=date(2026, 11, 25))
        assert isinstance(row, Record), row


def test_the_file_format_names_every_rule_of_a_refusal() -> None:
    told = _page("file-format.md")
    assert [rule for rule in RULES if f"`{rule}`" not in told] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(wish for extra in extras for wish in extra)]
    names = [re.split(r"[^a-zA-Z0-9-]", wish)[0] for wish in wanted]
    told = _page("dependencies.md")
    assert [name for name in {*names} - {"passend"} if f"| `{name}` |" not in told] == []


def test_decisions_are_numbered_without_gaps_and_have_their_three_parts() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in records] == [f"{n:04d}" for n in range(1, len(records) + 1)]
    for path in records:
        text = path.read_text(encoding="utf-8")
        parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], path.name


# Examples in the code


def _modules() -> list[str]:
    found = pkgutil.walk_packages(passend.__path__, "passend.")
    return [module.name for module in found if not module.name.endswith("__main__")]


@pytest.mark.parametrize("name", _modules())
def test_examples_in_the_docstrings_run(name: str) -> None:
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [
        test for name in _modules() for test in finder.find(importlib.import_module(name), name)
    ]
    assert sum(len(test.examples) for test in found) >= 10


if __name__ == "__main__":
    CLI.write_text(cli_reference(), encoding="utf-8")
    sys.stdout.write(f"{CLI}\n")
