"""What a problem says."""

import doctest
import importlib
import pkgutil
from types import FunctionType

import pytest

import passend.index.sources as package
from passend.index.sources.problems import RULES, Problem, json_path, shown

PARAMS = (
    *(("max", 9), ("min", 1), ("allowed", "1, 2"), ("expected", "integer"), ("column", 3)),
    ("form", "^[a-z]{3}$"),
)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_gives_one_sentence_with_record_and_field(rule):
    problem = Problem("r1", "$.werktijden", rule, None, PARAMS)
    dutch, english = problem.message("nl"), problem.message("en")
    assert dutch != english
    for text in (dutch, english):
        assert text.startswith("Record r1: $.werktijden ")
        assert text.endswith(".")
        assert "{" not in text
        assert "\n" not in text
        assert len(text.split()) <= 30


def test_messages_say_what_is_allowed_and_what_was_found():
    said = Problem("p1", "$.a", "range", 120, (("min", 0), ("max", 99)))
    assert said.message("nl") == (
        "Record p1: $.a moet een getal van 0 tot en met 99 zijn (gevonden: 120)."
    )
    said = Problem(None, "$.b", "pattern", "12", (("form", "^[0-9]{4}[a-zA-Z]{2}$"),))
    assert said.message("en") == (
        "Record without id: $.b must be a postcode of four digits and two letters without a space, "
        "such as 1234AB (found: 12)."
    )
    said = Problem("p1", "$.c", "unknown_field")
    assert said.message("nl") == (
        "Record p1: $.c staat niet in de standaard (de waarde tonen we niet)."
    )


def test_paths_of_odd_names_are_quoted_and_short():
    assert json_path(["a", 0, "b c"]) == "$.a[0]['b c']"
    assert json_path(["\x1b[2J"]) == "$['\\x1b[2J']"
    assert len(json_path(["x" * 500])) < 50


def test_only_codes_numbers_dates_and_lengths_are_shown():
    assert shown("code", ["codeTaal"], "x" * 99) == "x" * 40
    assert shown("date", ["cursus", 0, "datumCertificaat"], "gisteren") == "gisteren"
    assert shown("length", ["omschrijvingVacature"], "x" * 2001) == 2001
    assert shown("length", ["persoonlijkePresentatie"], "x" * 2001) is None
    assert shown("type", ["codeTaal"], {"naam": "Jan"}) is None
    assert shown("type", ["naamVacature"], 5) is None
    assert shown("unknown_field", ["codeX"], "Jan") is None
    assert shown("pattern", ["postcode"], "1234AB\n\x1b") == "1234AB\\n\\x1b"
    assert shown("type", [], 5) is None


def modules():
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


@pytest.mark.parametrize("module", [*modules()], ids=lambda module: module.__name__)
def test_examples_run_and_public_names_are_listed_and_documented(module):
    assert doctest.testmod(module).failed == 0
    names = [name for name in module.__all__ if name not in {"Kind", "Version"}]
    for name in names:
        assert hasattr(module, name)
        value = getattr(module, name)
        if getattr(value, "__module__", "").startswith(package.__name__):
            assert value.__doc__
    own = {name for name, value in vars(module).items() if _is_defined_in(value, module)}
    assert {name for name in own if not name.startswith("_")} <= set(module.__all__)


def _is_defined_in(value, module):
    return isinstance(value, type | FunctionType) and value.__module__ == module.__name__
