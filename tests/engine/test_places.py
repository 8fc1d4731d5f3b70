"""The table of postcode places: reading, errors, and how good the starter table is."""

import csv
import math

import pytest

from passend.engine.travel import PlacesError, read_places, starter_places
from tests.support import SHARED


@pytest.fixture
def table(tmp_path):
    def read(text, encoding="utf-8"):
        path = tmp_path / "plaatsen.csv"
        path.write_bytes(text.encode(encoding))
        return read_places(path)

    return read


def test_a_table_per_postcode(table):
    places = table("pc4,plaats,lat,lon\n1013,Amsterdam,52.39,4.88\n1012,,52.37,4.9\n")
    assert places.source == "plaatsen"
    assert places.find("1013").name == "Amsterdam"
    assert places.find("1012").name is None
    assert (places.find("1012").lat, places.find("1012").lon) == (52.37, 4.9)
    assert places.find("1014") is None


def test_a_table_of_ranges(table):
    places = table("first,last,place,lat,lon\n1000,1019,Amsterdam,52.37,4.9\n1030,1030,X,52.4,5\n")
    assert [places.find(code) is not None for code in ("0999", "1000", "1019", "1020", "1030")] == [
        False,
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("code", [None, "", "abcd", "12", "99999", "-100", "10.2", "1012AB"])
def test_what_is_no_postcode_has_no_place(code):
    assert starter_places().find(code) is None


def test_rows_without_coordinate_or_marked_as_no_postcode_are_left_out(table):
    places = table("pc4,lat,lon,in_geonames\n1012,,,1\n1013,52.3,4.9,0\n1014,52.3,4.9,1\n")
    assert [places.find(code) is None for code in ("1012", "1013", "1014")] == [True, True, False]


def test_a_byte_order_mark_does_no_harm(table):
    assert table("\ufeffpc4,lat,lon\n1012,52.3,4.9\n").find("1012") is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pc4,lat,lon\n1012,52.3,4.9\n1013,x,4.9\n", "plaatsen.csv, line 3: lat: 'x' is no number"),
        ("pc4,lat\n1012,52.3\n", "line 2: column lon is missing"),
        ("code,lat,lon\n1012,52.3,4.9\n", "line 2: column first is missing"),
        ("pc4,lat,lon\n1012,48.8,2.3\n", "line 2: not a place in the Netherlands"),
        ("pc4,lat,lon\n999,52.3,4.9\n", "line 2: not a place in the Netherlands"),
        ("first,last,lat,lon\n1020,1010,52.3,4.9\n", "line 2: not a place"),
        ("pc4,lat,lon\n1012,nan,4.9\n", "line 2: lat: 'nan' is no number"),
        ("pc4,lat,lon\ninf,52.3,4.9\n", "line 2: pc4: 'inf' is no number"),
        ("pc4,lat,lon\nnan,52.3,4.9\n", "line 2: pc4: 'nan' is no number"),
        ("pc4,lat,lon\n1012,52.3,4.9\n1012,52.3,4.9\n", "postcode 1012 stands in two rows"),
        (
            "first,last,lat,lon\n1000,1020,52,5\n1010,1030,52,5\n",
            "postcode 1010 stands in two rows",
        ),
        ("pc4,lat,lon\n", "no row with a coordinate"),
        ("", "no row with a coordinate"),
    ],
)
def test_a_table_that_is_wrong_says_where(table, text, told):
    with pytest.raises(PlacesError, match=told):
        table(text)


def test_a_table_in_another_encoding_cannot_be_read(table):
    with pytest.raises(PlacesError, match="cannot be read"):
        table("pc4,plaats,lat,lon\n1012,Één,52.3,4.9\n", encoding="latin-1")


def test_an_absent_table_cannot_be_read(tmp_path):
    with pytest.raises(PlacesError, match="cannot be read"):
        read_places(tmp_path / "absent.csv")


def _km(a, b):
    """Flat earth, good enough within the Netherlands; not the formula of the estimate."""
    north = (a[0] - b[0]) * 111.2
    east = (a[1] - b[1]) * 111.2 * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)


@pytest.mark.shared
def test_the_starter_table_is_near_the_real_places():
    path = SHARED / "data" / "geo" / "pc4_nl.csv"
    if not path.exists():
        pytest.skip("../shared/data is absent")
    with path.open(encoding="utf-8") as stream:
        real = {
            row["pc4"]: (float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(stream)
            if row["in_geonames"] == "1" and row["pc4"] != "9999" and row["lat"]
        }
    places = starter_places()
    found = {code: places.find(code) for code in real}
    away = sorted(_km(real[code], (p.lat, p.lon)) for code, p in found.items() if p is not None)
    uncovered = sum(place is None for place in found.values()) / len(real)
    median, p90, p99 = (away[int(len(away) * share)] for share in (0.5, 0.9, 0.99))
    told = f"{len(real)=} {median=:.2f} {p90=:.2f} {p99=:.2f} {uncovered=:.4f}"
    assert len(real) > 3900, told
    assert median <= 2.5, told
    assert p90 <= 6, told
    assert p99 <= 12, told
    assert uncovered <= 0.01, told
