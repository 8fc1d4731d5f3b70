"""Text forms of rankers and tasks: one grammar, nothing evaluated, clear errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.evaluation.context import Context
from passend.evaluation.registry import Registry
from passend.evaluation.specs import Spec, SpecError, parse

NAMES = st.from_regex(r"[a-z][a-z_0-9]{0,8}", fullmatch=True).filter(
    lambda name: (
        name.isidentifier()
        and name not in {"and", "as", "del", "for", "if", "in", "is"}
        and not __import__("keyword").iskeyword(name)
    )
)
CONSTANTS = st.one_of(
    st.integers(-9999, 9999),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))),
)
SPECS = st.recursive(
    NAMES.map(Spec),
    lambda inner: st.builds(
        Spec,
        NAMES,
        st.lists(st.one_of(inner, CONSTANTS), max_size=3).map(tuple),
        st.dictionaries(NAMES, st.one_of(inner, CONSTANTS), max_size=3).map(
            lambda options: tuple(options.items())
        ),
    ),
    max_leaves=6,
)


@given(SPECS)
def test_every_spec_reads_back_from_its_text(spec: Spec) -> None:
    assert parse(str(spec)) == spec


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b",
        "3",
        "'text'",
        "f(**x)",
        "f(*x)",
        "a.b",
        "f(x)(y)",
        "f(lambda: 1)",
        "f([1])",
        "1+1",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(SpecError):
        parse(text)


def unused() -> None:
    raise AssertionError("the coder is not needed")


CONTEXT = Context(unused)  # type: ignore[arg-type]


def join(_context: Context, *parts: str, sign: str = "+") -> str:
    """Join parts.

    More about it.
    """
    return sign.join(parts)


def name(_context: Context, text: str) -> str:
    """A name."""
    return text


THINGS = Registry("thing", {"join": join, "name": name})


def test_inner_specs_are_made_first() -> None:
    assert THINGS.make('join(name("a"), join(name("b"), "c"), sign="-")', CONTEXT) == "a-b+c"


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("cut", "no thing is called 'cut'; known: join, name"),
        ("name", "missing a required argument: 'text'"),
        ('name("a", size=3)', "unexpected keyword argument 'size'"),
        ("join(cut)", "no thing is called 'cut'"),
    ],
)
def test_unknown_names_and_parameters_are_told(spec: str, message: str) -> None:
    with pytest.raises(SpecError, match=message):
        THINGS.make(spec, CONTEXT)


def test_help_is_the_first_line() -> None:
    assert THINGS.help() == {"join": "Join parts.", "name": "A name."}
