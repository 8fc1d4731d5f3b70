"""``passend judge`` as a judge meets it: answers come from lines of input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from passend.api.cli import app
from passend.api.commands.judge import _SEED
from passend.evaluation.collection import Feasible, Judgement, qrels, read_collection
from passend.evaluation.context import SEED
from passend.evaluation.judging.form import HEADER

WORK = {"p1": "Brood bakken in een bakkerij.", "p2": "Kozijnen lakken.", "p3": "Taart versieren."}
TITLES = {"v1": "Bakker", "v2": "Schilder"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "werk"
    found.mkdir()
    persons = [
        {
            "id": key,
            "kind": "person",
            "source": "gemeente-x",
            "vum": {
                "idWerkzoekende": key,
                "mobiliteit": {"bemiddelingspostcode": "6811AB", "maximaleReisafstand": 20},
                "arbeidsmarktkwalificatie": {"werkervaring": [{"toelichtingWerkervaring": text}]},
            },
        }
        for key, text in WORK.items()
    ]
    works = [
        {
            "id": key,
            "kind": "vacancy",
            "source": "uwv-y",
            "vum": {"idVacature": key, "naamVacature": title, "adres": {"postcode": "6821CD"}},
        }
        for key, title in TITLES.items()
    ]
    for name, records in (("persons", persons), ("vacancies", works)):
        text = "".join(json.dumps(record) + "\n" for record in records)
        (found / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (found / "judge-other.tsv").write_text("v1\tp1\t3\tyes\t-\nv2\tp2\t3\tyes\t-\n")
    return found


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """Two vacancies, in an order that is known."""
    path = tmp_path / "pool.tsv"
    path.write_text("v1\tp2\nv1\tp1\nv1\tp3\nv2\tp2\n", encoding="utf-8")
    return path


def run(*arguments: str | Path, typed: str = "") -> Any:
    words = ["judge", *map(str, arguments)]
    return CliRunner().invoke(app, words, input=typed, env={"COLUMNS": "80"})


def flat(text: str) -> str:
    """Text without the breaks of the screen."""
    return " ".join(text.split())


def grade(pool: Path, folder: Path, typed: str, *more: str) -> Any:
    return run("grade", pool, "--collection", folder, "--judge", "anna", *more, typed=typed)


def answers(folder: Path) -> list[str]:
    lines = (folder / "judge-anna.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEADER
    return [line.replace("\t", " ") for line in lines[1:]]


# grade


def test_answers_are_kept_and_a_later_session_goes_on(folder: Path, pool: Path) -> None:
    first = grade(pool, folder, "0\n3\nj\nq\n")
    assert first.exit_code == 0, first.output
    assert answers(folder) == ["v1 p1 3 yes -", "v1 p2 0 - -"]
    assert "2 van 4 paren beoordeeld. Dezelfde opdracht gaat hier verder." in first.output
    second = grade(pool, folder, "2\nn\n1\n1\no\n\n")
    assert second.exit_code == 0, second.output
    assert "Persoon p1 " not in second.output
    assert "Persoon p3 bij vacature v1 · nog 2" in second.output
    assert answers(folder) == [
        "v1 p1 3 yes -",
        "v1 p3 2 no afstand",
        "v1 p2 0 - -",
        "v2 p2 1 unknown -",
    ]
    assert second.output.endswith("4 van 4 paren beoordeeld.\n")


def test_what_was_judged_is_read_as_a_judge_of_a_part(folder: Path, pool: Path) -> None:
    grade(pool, folder, "0\n3\nnee\nkwalificatie\nq\n")
    found = read_collection(folder)
    assert not found.is_complete("anna")
    assert found.judges["anna"][("v1", "p1")] == Judgement(3, Feasible.NO, "kwalificatie")
    assert qrels(found, "anna", by="vacancy") == {"v1": {"p1": 3, "p2": 0}, "v2": {}}


def test_the_end_of_the_input_stops_and_keeps_only_whole_answers(folder: Path, pool: Path) -> None:
    result = grade(pool, folder, "1\nj\n3\n")
    assert result.exit_code == 0, result.output
    assert answers(folder) == ["v1 p2 1 yes -"]


def test_going_back_shows_the_answer_and_replaces_it(folder: Path, pool: Path) -> None:
    result = grade(pool, folder, "2\nn\n8\nt\n1\nt\n0\nq\n")
    assert "Uw antwoord tot nu toe: 2, haalbaar: nee (tijden)" in result.output
    assert answers(folder) == ["v1 p2 0 - -"]
    assert "Dit is het eerste paar." in grade(pool, folder, "t\nt\nq\n").output


def test_after_the_last_pair_one_can_still_go_back(folder: Path, pool: Path) -> None:
    result = grade(pool, folder, "0\n0\n0\n0\nt\n3\nj\n\n")
    assert "Klaar." in result.output
    assert "v2 p2 3 yes -" in answers(folder)


def test_what_is_skipped_comes_back_in_a_later_session(folder: Path, pool: Path) -> None:
    first = grade(pool, folder, "s\n0\n0\n0\n\n")
    assert "Klaar; 1 overgeslagen, die komen de volgende keer terug." in first.output
    assert "v1 p2" not in " ".join(answers(folder))
    second = grade(pool, folder, "3\nj\n\n")
    assert "v1 p2 3 yes -" in answers(folder)
    assert second.exit_code == 0


def test_the_guideline_of_the_collection_is_shown_and_the_dutch_one_first(
    folder: Path, pool: Path
) -> None:
    assert "staat geen GUIDELINE.md" in flat(grade(pool, folder, "?\nq\n").output)
    (folder / "GUIDELINE.md").write_text("How to grade.", encoding="utf-8")
    assert "How to grade." in grade(pool, folder, "1\n?\nq\n").output
    (folder / "GUIDELINE.nl.md").write_text("Zo geeft u een cijfer.", encoding="utf-8")
    assert "Zo geeft u een cijfer." in grade(pool, folder, "?\nq\n").output


def test_what_cannot_be_an_answer_is_asked_again(folder: Path, pool: Path) -> None:
    result = grade(pool, folder, "4\nja\n3\nmisschien\nn\n9\nRijbewijs\nq\n")
    for told in ("Typ 0, 1, 2 of 3", "Typ j, n of o", "Typ een getal van 1 tot en met 8"):
        assert told in result.output
    assert answers(folder) == ["v1 p2 3 no rijbewijs"]


def test_the_screen_shows_the_records_and_nothing_of_others(folder: Path, pool: Path) -> None:
    result = grade(pool, folder, "\n0\n0\n0\n0\n\n")
    shown = result.output
    assert shown.count("Titel         Bakker") == 2
    assert shown.count("Titel         Schilder") == 1
    assert "- Brood bakken in een bakkerij." in shown
    assert "Postcode      6811" in shown
    for hidden in ("gemeente-x", "uwv-y", "6811AB", "other", "score", "rang"):
        assert hidden not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_person_may_ask(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.tsv"
    path.write_text("p1\tv2\np1\tv1\n", encoding="utf-8")
    result = grade(path, folder, "0\n3\nj\n\n")
    assert "Vacature v2 bij persoon p1" in result.output
    assert answers(folder) == ["v1 p1 3 yes -", "v2 p1 0 - -"]


def test_own_order_is_another_order_of_the_same_pairs(folder: Path, pool: Path) -> None:
    grade(pool, folder, "0\n0\n0\n0\n\n", "--order", "own")
    assert answers(folder) == ["v1 p1 0 - -", "v1 p2 0 - -", "v1 p3 0 - -", "v2 p2 0 - -"]


@pytest.mark.parametrize(
    ("judge", "told"),
    [("other", "die alle paren al heeft bekeken"), ("../x", "kleine letters, cijfers en -")],
)
def test_a_judge_that_cannot_be_added_to_is_refused(
    folder: Path, pool: Path, judge: str, told: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run("grade", pool, "--collection", folder, "--judge", judge, typed="3\nj\n")
    assert result.exit_code == 2
    assert told in result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_pool_with_unknown_ids_is_one_error(folder: Path, pool: Path) -> None:
    pool.write_text("v1\tp1\nv1\tp9\n", encoding="utf-8")
    result = grade(pool, folder, "3\n")
    assert result.exit_code == 2
    assert "pool.tsv, line 2: p9" in result.stderr


# pool


def trec(path: Path, *rows: tuple[str, str, float]) -> Path:
    text = "".join(f"{query} Q0 {document} 1 {score} tag\n" for query, document, score in rows)
    path.write_text(text, encoding="utf-8")
    return path


def pairs(path: Path) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_pool_of_runs_says_how_much_is_judged(folder: Path, tmp_path: Path) -> None:
    one = trec(tmp_path / "one.run", ("v1", "p1", 2.0), ("v1", "p2", 1.0))
    two = trec(tmp_path / "two.run", ("v1", "p3", 2.0))
    out = tmp_path / "pool.tsv"
    (folder / "judge-part.tsv").write_text(f"{HEADER}\nv1\tp1\t0\t-\t-\n", encoding="utf-8")
    options = ("--out", out, "--depth", "1", "--random", "0", "--collection", folder)
    result = run("pool", one, two, *options, "--judge", "part", "--json")
    assert result.exit_code == 0, result.output
    assert sorted(pairs(out)) == [("v1", "p1"), ("v1", "p3")]
    assert json.loads(result.stdout) == {
        "queries": 1,
        "pairs": 2,
        "not_asked": 1,
        "smallest": 2,
        "median": 2,
        "largest": 2,
        "judged@10": {str(one): 0.5, str(two): 0.0},
    }
    told = run("pool", one, two, *options, "--judge", "part").output
    assert "Paren: 2. Vragen: 1. Per vraag 2 tot 2 paren, mediaan 2." in flat(told)
    assert "Vragen van de verzameling die in geen enkele run staan: 1." in flat(told)
    assert "judged@10 0.500" in told


def test_random_records_are_added(folder: Path, tmp_path: Path) -> None:
    one = trec(tmp_path / "one.run", ("p1", "v1", 2.0))
    out = tmp_path / "pool.tsv"
    assert run("pool", one, "--out", out, "--collection", folder).exit_code == 0
    assert sorted(pairs(out)) == [("p1", "v1"), ("p1", "v2")]


def test_all_pairs_with_one_side_asking(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "pool.tsv"
    for by, first in (("vacancy", "v"), ("person", "p")):
        result = run("pool", "--complete", "--by", by, "--out", out, "--collection", folder)
        assert result.exit_code == 0, result.output
        found = pairs(out)
        assert len(set(found)) == len(found) == 6
        assert {query[0] for query, _ in found} == {first}


def test_runs_without_a_collection_can_be_pooled_without_random(tmp_path: Path) -> None:
    one = trec(tmp_path / "one.run", ("q", "d", 2.0))
    out = tmp_path / "pool.tsv"
    refused = run("pool", one, "--out", out)
    assert refused.exit_code == 2
    assert "--random 0" in refused.stderr
    assert not out.exists()
    assert run("pool", one, "--out", out, "--random", "0").exit_code == 0
    assert pairs(out) == [("q", "d")]


def test_bad_runs_give_one_error_and_no_pool(folder: Path, tmp_path: Path) -> None:
    good = trec(tmp_path / "good.run", ("v1", "p1", 2.0))
    other = trec(tmp_path / "other.run", ("p1", "v1", 2.0))
    bad = trec(tmp_path / "bad.run", ("v1", "p1", 2.0), ("v1", "p9", 1.0))
    out = tmp_path / "pool.tsv"
    for given, told in (
        ((bad,), "bad.run, line 2: p9"),
        ((good, other), "In de ene run vraagt een vacature"),
        ((tmp_path / "weg.run",), "weg.run"),
        ((), "Geef runs, of --complete"),
        ((good, "--complete"), "Geef runs, of --complete"),
        ((good, "--judge", "x"), "Beoordelaar x is er niet bij werk. Wel: other."),
    ):
        result = run("pool", *given, "--out", out, "--collection", folder)
        assert result.exit_code == 2, given
        assert told in flat(result.stderr)
        assert not out.exists()


def test_the_seed_of_a_pool_is_that_of_every_evaluation() -> None:
    assert _SEED == SEED


# agreement


def test_agreement_is_told_with_a_warning_when_it_is_low(folder: Path) -> None:
    (folder / "judge-part.tsv").write_text(
        f"{HEADER}\nv1\tp1\t0\t-\t-\nv1\tp2\t2\tyes\t-\nv2\tp2\t3\tno\turen\n", encoding="utf-8"
    )
    result = run("agreement", "other", "part", "--collection", folder)
    assert result.exit_code == 0, result.output
    assert "Beoordelaar other bekeek alle paren van werk." in result.output
    assert "Beoordelaar part bekeek een deel van de paren van werk." in result.output
    # Grades (3, 0), (0, 2), (3, 3): observed 13/3, expected 1/9 × sum of squares 33.
    assert f"{1 - (13 / 3) / (33 / 9):.3f}   over 3 paren" in result.output
    assert "3 punten  v1 p1" in result.output
    assert "lager dan 0,75" in result.output
    found = json.loads(run("agreement", "other", "part", "--collection", folder, "--json").stdout)
    assert found["kappa"] == pytest.approx(1 - (13 / 3) / (33 / 9))
    assert (found["pairs"], found["listed"], found["both"]) == (3, 3, 1)
    assert found["complete"] == [True, False]
    assert found["feasible"] == pytest.approx(0)
    assert found["furthest"][0] == {"difference": 3, "vacancy": "v1", "person": "p1"}


def test_judges_who_agree_get_no_warning(folder: Path) -> None:
    (folder / "judge-same.tsv").write_bytes((folder / "judge-other.tsv").read_bytes())
    result = run("agreement", "other", "same", "--collection", folder)
    assert "1.000" in result.output
    assert "Let op" not in result.output
    assert "verschillen" not in result.output


def test_judges_without_a_pair_in_common_or_unknown_are_refused(folder: Path) -> None:
    for name, person in (("one", "p1"), ("two", "p2")):
        text = f"{HEADER}\nv1\t{person}\t0\t-\t-\n"
        (folder / f"judge-{name}.tsv").write_text(text, encoding="utf-8")
    apart = run("agreement", "one", "two", "--collection", folder)
    assert apart.exit_code == 2
    assert "Er is geen paar dat one en two allebei bekeken." in apart.stderr
    unknown = run("agreement", "one", "x", "--collection", folder)
    assert unknown.exit_code == 2
    assert "Wel: one, other, two." in flat(unknown.stderr)
    same = run("agreement", "other", "one", "--collection", folder)
    assert "–   over 0 paren" in same.output
