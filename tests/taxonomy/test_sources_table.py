"""Reading tables: lenient about their form, strict about what is in them."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.sources.bundle import Bundle, SourceFile
from passend.taxonomy.sources.table import Rejects, Table, split_names

COLUMNS = {"code": ("Code beroep", "code"), "name": ("Omschrijving",), "more": ("extra",)}


def table(content: bytes | str, rejects: Rejects | None = None) -> Table:
    raw = content.encode() if isinstance(content, str) else content
    return Table(SourceFile("a.csv", raw), COLUMNS, ("code", "name"), rejects or Rejects())


def pairs(content: bytes | str, rejects: Rejects | None = None) -> list[tuple[str, str]]:
    return [(row["code"], row["name"]) for row in table(content, rejects).rows()]


@pytest.mark.parametrize(
    "content",
    [
        "Code beroep,Omschrijving\n1,kok\n2,bakker\n",
        "﻿Code beroep;Omschrijving\r\n1;kok\r\n2;bakker\r\n",
        "code_beroep\tOMSCHRIJVING\n1\tkok\n2\tbakker",
        '"Omschrijving"|"Code-beroep"|"iets"\n"kok"|1|x\n "bakker"|2|y\n',
        "omschrijving,CODE BEROEP\n\nkok , 1\nbakker,2\n",
    ],
)
def test_mark_separator_quotes_order_case_and_spacing_do_not_matter(content: str) -> None:
    found = [(code, name.strip('" ')) for code, name in pairs(content)]
    assert found == [("1", "kok"), ("2", "bakker")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    text = "code;omschrijving\n1;Coördinator cliënten\n2;kok\n"
    assert pairs(text.encode(encoding))[0] == ("1", "Coördinator cliënten")


_CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf")),
    min_size=1,
)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=1), st.sampled_from(";,\t|"))
def test_what_a_csv_writer_writes_is_read_back(rows: list[tuple[str, str]], mark: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=mark)
    writer.writerows([("code", "omschrijving"), *rows])
    assert pairs(stream.getvalue()) == rows


def test_a_row_of_another_width_is_rejected_with_its_line() -> None:
    rejects = Rejects()
    lines = ['1,"kok\nvan de dag"', *(f"{n},naam" for n in range(2, 30)), "30,a,b", "31,c"]
    assert len(pairs("code,omschrijving\n" + "\n".join(lines) + "\n", rejects)) == 30
    (one,) = rejects.rows
    # The header, a row of two lines, 28 rows: the bad one starts at line 32.
    assert (one.file, one.line, one.field) == ("a.csv", 32, "row")
    assert one.reason == "3 columns; the header has 2"


def test_a_long_value_is_shortened_and_flattened() -> None:
    rejects = Rejects()
    rejects.add("a.csv", 1, "name", "x\n y" * 50, "too long")
    assert len(rejects.rows[0].value) == 100
    assert "\n" not in rejects.rows[0].value


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("titel,omschrijving\n1,kok\n", "a.csv: no column Code beroep; it has titel, omschrijving"),
        ("titel\n1\n", "a.csv: no column Code beroep, Omschrijving"),
        ("", "no column Code beroep, Omschrijving"),
        ("code,omschrijving\n", "a.csv: no rows"),
        ('code,omschrijving\n1,kok\n2,"bakk', "a.csv, line 3: cut off inside quotes"),
        ("code,omschrijving\n" + "1,kok\n" * 30 + "2", "a.csv: cut off in line 32"),
        ("code,omschrijving\n1,\0kok\n", "zero bytes"),
        ("code,omschrijving\n1,kok\n2\n", "1 of 2 rows are rejected .at most 10% may be.*line 3"),
    ],
)
def test_what_is_half_readable_is_refused_whole(content: str, message: str) -> None:
    with pytest.raises(TaxonomyError, match=message):
        pairs(content)


def test_a_file_cut_inside_a_character_is_refused() -> None:
    content = "code,omschrijving\n1,coö".encode()[:-1]
    with pytest.raises(TaxonomyError, match="cut off inside its last character"):
        pairs(content)


@pytest.mark.parametrize(("bad", "refused"), [(10, False), (11, True)])
def test_one_row_in_ten_may_be_rejected_and_no_more(bad: int, refused: bool) -> None:
    rows = ["x,y,z"] * bad + ["1,kok"] * (100 - bad)
    content = "code,omschrijving\n" + "\n".join(rows) + "\n"
    if refused:
        with pytest.raises(TaxonomyError, match="11 of 100 rows"):
            pairs(content)
    else:
        assert len(pairs(content)) == 90


@given(st.lists(_CELL.filter(lambda cell: "|" not in cell)))
def test_names_in_a_cell_come_once_each_in_order(names: list[str]) -> None:
    assert split_names(" | ".join(names)) == tuple(dict.fromkeys(names))


# Bundles


def test_folder_archive_and_gzipped_file_give_the_same_files(tmp_path: Path) -> None:
    content = b"code,omschrijving\n1,kok\n"
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.csv").write_bytes(content)
    (folder / "b.txt").write_bytes(b"not wanted")
    (folder / ".hidden.csv").write_bytes(b"not wanted")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("inside/a.csv", content)
        archive.writestr("__MACOSX/a.csv", b"not wanted")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    bundles = [
        Bundle([path], (".csv",)) for path in (folder, tmp_path / "z.zip", tmp_path / "a.csv.gz")
    ]
    assert all(bundle.files == [SourceFile("a.csv", content)] for bundle in bundles)
    assert len({bundle.digest for bundle in bundles}) == 1
    (folder / "a.csv").write_bytes(content + b"2,bakker\n")
    assert Bundle([folder], (".csv",)).digest != bundles[0].digest


def test_a_damaged_or_absent_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(b"code" * 99)[:-9])
    (tmp_path / "empty").mkdir()
    for name, message in (
        ("cut.zip", "cut.zip: damaged or cut off"),
        ("cut.csv.gz", "cut.csv.gz: damaged or cut off"),
        ("absent.csv", "absent.csv: cannot be read"),
        ("empty", "no file with the ending .csv"),
    ):
        with pytest.raises(TaxonomyError, match=message):
            Bundle([tmp_path / name], (".csv",))
