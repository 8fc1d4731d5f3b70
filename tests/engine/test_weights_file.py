"""A file of weights: every change has a name and a reason, and says exactly what is wrong."""

import pytest

from passend.engine.model import VacancyKind
from passend.engine.weights import CRITERIA, DEFAULT_WEIGHTS
from passend.engine.weights_file import WeightsError, read_weights, weights_toml

EQUAL = dict(zip(CRITERIA, (30, 25, 5, 10, 10, 5, 5, 5, 5), strict=True))


def toml(values):
    return "{ " + ", ".join(f"{name} = {value}" for name, value in values.items()) + " }"


def text(change="", head=""):
    start = head or f'name = "noord"\nversion = "2"\nbased_on = "{DEFAULT_WEIGHTS.version}"'
    body = (
        change
        or f'name = "Wens"\nreason = "Besluit"\nkinds = ["leerbaan"]\nweights = {toml(EQUAL)}'
    )
    return f"{start}\n\n[[change]]\n{body}\n"


def write(tmp_path, content):
    path = tmp_path / "gewichten.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_change_of_one_kind_leaves_every_other_as_it_ships(tmp_path):
    found = read_weights(write(tmp_path, text()))
    assert found.weights.version == "noord/2"
    assert dict(found.weights.for_kind(VacancyKind.APPRENTICESHIP).values) == EQUAL
    for kind in set(VacancyKind) - {VacancyKind.APPRENTICESHIP}:
        assert found.weights.for_kind(kind) == DEFAULT_WEIGHTS.for_kind(kind)
    assert found.weights.for_kind(None) == DEFAULT_WEIGHTS.default
    (change,) = found.changes
    assert (change.name, change.reason) == ("Wens", "Besluit")


def test_a_change_without_kinds_is_of_the_kinds_that_have_no_own_set(tmp_path):
    change = f'name = "Alles"\nreason = "Besluit"\nweights = {toml(EQUAL)}'
    found = read_weights(write(tmp_path, text(change))).weights
    assert dict(found.for_kind(VacancyKind.REGULAR).values) == EQUAL
    assert dict(found.for_kind(None).values) == EQUAL
    assert found.sets() == DEFAULT_WEIGHTS.sets()


def test_the_same_text_has_the_same_digest_and_another_text_another(tmp_path):
    first, second = (read_weights(write(tmp_path, text())).digest for _ in range(2))
    other = read_weights(write(tmp_path, text().replace("Besluit", "Besluit 3"))).digest
    assert first == second != other


HEAD = f'name = "n"\nversion = "1"\nbased_on = "{DEFAULT_WEIGHTS.version}"'
GOOD = f"weights = {toml(EQUAL)}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("geen toml", "geen leesbare TOML"),
        (HEAD, "change: geef minstens een wijziging"),
        (text(head='name = "n"\nversion = "1"\nbased_on = "oud-1"'), "based_on: moet"),
        (text(head=HEAD.replace('"n"', '"Naam Met Spatie"')), "name: verplicht"),
        (text(head=HEAD + "\nextra = 1"), "onbekend veld: extra"),
        (text(f'reason = "r"\n{GOOD}'), "change 1: name: verplicht"),
        (text(f'name = "n"\nreason = " "\n{GOOD}'), "change 1: reason: verplicht"),
        (text(f'name = "n"\nreason = "r"\nkinds = ["baan"]\n{GOOD}'), "change 1: kinds: kies uit"),
        (text('name = "n"\nreason = "r"'), "change 1: weights: noem elk criterium"),
        (
            text(f'name = "n"\nreason = "r"\nweights = {toml(EQUAL | {"travel": 6})}'),
            "change 1: weights: samen 101, moet 100 zijn",
        ),
        (
            text(
                f'name = "n"\nreason = "r"\nweights = {toml(EQUAL | {"travel": -5, "hours": 15})}'
            ),
            "change 1: weights: hele getallen van 0 of meer",
        ),
        (
            text(f'name = "n"\nreason = "r"\nweights = {toml(EQUAL | {"travel": "5.0"})}'),
            "change 1: weights: hele getallen van 0 of meer",
        ),
        (
            text() + text().partition("\n\n")[2],
            "change 2: kinds: leerbaan staat er al",
        ),
    ],
)
def test_a_file_that_will_not_do_says_which_change_and_field(tmp_path, content, told):
    with pytest.raises(WeightsError) as caught:
        read_weights(write(tmp_path, content))
    assert str(caught.value).startswith("gewichten.toml: ")
    assert told in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(WeightsError, match=r"weg\.toml"):
        read_weights(tmp_path / "weg.toml")


def test_the_trail_holds_every_set(tmp_path):
    import tomllib

    found = tomllib.loads(weights_toml(DEFAULT_WEIGHTS))
    assert found["version"] == DEFAULT_WEIGHTS.version
    assert found["default"] == dict(DEFAULT_WEIGHTS.default.values)
    assert found["leerbaan"] == dict(DEFAULT_WEIGHTS.for_kind(VacancyKind.APPRENTICESHIP).values)
