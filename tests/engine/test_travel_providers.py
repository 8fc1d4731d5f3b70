"""Providers of an operator: a table, OSRM, a planner; failures, stand-ins, settings."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from passend.engine.travel import (
    Departure,
    Estimate,
    Leg,
    Matrix,
    MatrixError,
    Osrm,
    Planner,
    Remembered,
    TravelError,
    TravelMode,
    TravelSettingsError,
    WithSecond,
    read_pairs,
    read_travel,
    starter_places,
    write_matrix,
)

CAR, MOPED, BICYCLE, MOTORCYCLE, TRANSIT, EBIKE, FOOT = TravelMode
PLACES = starter_places()
DAY = date(2026, 11, 25)
A, B, C = "1012", "3511", "6211"


class Fixed:
    """Ten minutes to everything, and a count of calls; fails when told to."""

    name = "vast"

    def __init__(self):
        self.calls = []
        self.broken = False

    def one_to_many(self, origin, destinations, mode, departure=Departure.DAY):
        self.calls.append((origin, tuple(destinations)))
        if self.broken:
            raise TravelError("vast: no answer")
        return [Leg(10, 1.0) if code != "0000" else None for code in destinations]


# The memory


def test_what_was_asked_is_not_asked_again():
    provider = Fixed()
    memory = Remembered(provider)
    assert memory.one_to_many(A, [B, "0000"], CAR) == [Leg(10, 1.0), None]
    assert memory.one_to_many(A, ["0000", C, B], CAR) == [None, Leg(10, 1.0), Leg(10, 1.0)]
    assert provider.calls == [(A, ("0000", B)), (A, (C,))]


def test_mode_hour_and_origin_are_remembered_apart():
    provider = Fixed()
    memory = Remembered(provider)
    for mode in (CAR, BICYCLE):
        for departure in (Departure.DAY, Departure.EARLY):
            for origin in (A, B):
                memory.one_to_many(origin, [C], mode, departure)
    assert len(provider.calls) == 8


def test_a_failure_is_no_answer_and_is_tried_again_after_half_a_minute():
    provider, now = Fixed(), [0.0]
    memory = Remembered(provider, clock=lambda: now[0])
    provider.broken = True
    for _ in range(3):
        with pytest.raises(TravelError, match="vast"):
            memory.one_to_many(A, [B], CAR)
    assert len(provider.calls) == 1
    provider.broken = False
    with pytest.raises(TravelError):
        memory.one_to_many(A, [B], CAR)
    now[0] = 30.0
    assert memory.one_to_many(A, [B], CAR) == [Leg(10, 1.0)]


def test_many_persons_and_one_site_are_one_call_where_the_provider_can():
    asked = []

    class Both(Fixed):
        def many_to_one(self, origins, destination, mode, departure=Departure.DAY):
            asked.append((tuple(origins), destination))
            return [Leg(20, 2.0) for _ in origins]

    memory = Remembered(provider := Both())
    memory.prepare([A, B, A], [C], [CAR], [Departure.DAY])
    assert asked == [((A, B), C)]
    assert memory.one_to_many(A, [C], CAR) == [Leg(20, 2.0)]
    assert provider.calls == []


# One in place of another


def test_a_provider_that_stands_in_is_named_with_the_one_that_failed():
    first, now = Fixed(), [0.0]
    both = WithSecond(first, Estimate(), clock=lambda: now[0])
    assert both.name == "vast; bij uitval schatting (starter)"
    assert both.one_to_many(A, [B], CAR) == [Leg(10, 1.0, source="vast")]
    first.broken = True
    (leg,) = both.one_to_many(A, [B], CAR)
    assert leg.source == "schatting (starter), want vast antwoordt niet"
    assert leg.minutes == Estimate().one_to_many(A, [B], CAR)[0].minutes
    both.one_to_many(A, [C], CAR)
    assert len(first.calls) == 2
    first.broken, now[0] = False, 31.0
    assert both.many_to_one([A], B, CAR) == [Leg(10, 1.0, source="vast")]


def test_what_the_first_does_not_cover_is_not_filled_in():
    assert WithSecond(Fixed(), Estimate()).one_to_many(A, ["0000"], CAR) == [None]


# A table


@pytest.fixture
def table(tmp_path):
    def make(text):
        path = tmp_path / "tijden.csv"
        path.write_text(text, encoding="utf-8")
        size = write_matrix(read_pairs(path), tmp_path / "tabel", "proef 2026")
        return Matrix(tmp_path / "tabel", PLACES), size

    return make


def test_a_table_answers_for_its_cells_only(table):
    text = f"origin,destination,mode,minutes\n{A},{B},auto,41\n{B},{A},auto,43\n{A},{C},ov,150\n"
    matrix, size = table(text)
    assert size == (3, 3)
    assert matrix.name == "reistijdentabel proef 2026"
    legs = matrix.one_to_many(A, [B, C, A, "1013"], CAR)
    assert [leg and leg.minutes for leg in legs] == [41, None, None, None]
    assert 30 < legs[0].km < 40
    assert [leg.minutes for leg in matrix.many_to_one([B], A, CAR)] == [43]
    assert matrix.one_to_many(A, [C], TRANSIT)[0].minutes == 150
    assert matrix.one_to_many(A, [C], BICYCLE) == [None]
    assert matrix.one_to_many(A, [B], MOTORCYCLE) == matrix.one_to_many(A, [B], CAR)


def test_a_table_of_the_day_does_not_know_early_buses(table):
    matrix, _ = table(f"origin,destination,mode,minutes\n{A},{B},ov,30\n{A},{B},auto,30\n")
    assert matrix.one_to_many(A, [B], TRANSIT, Departure.EARLY) == [None]
    assert matrix.one_to_many(A, [B], CAR, Departure.EARLY)[0].minutes == 30


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("1012,3511,auto,x", "tijden.csv, line 2: minutes: 'x' is no whole number"),
        ("1012,3511,auto,-1", "line 2: minutes"),
        ("1012,3511,auto,65535", "line 2: minutes"),
        ("1012,3511,raket,3", "line 2: mode: 'raket' is not one of auto"),
        ("1012AB,3511,auto,3", "line 2: origin: '1012AB' is no four-digit postcode"),
        ("1012,3511,auto", "line 2: column minutes is missing"),
        ("1012,3511,auto,3\n1012,3511,auto,4", "auto from 1012 to 3511 stands twice: 3 and 4"),
        ("", "no pair"),
    ],
)
def test_a_table_that_is_wrong_says_where(table, rows, told):
    with pytest.raises(MatrixError, match=told):
        table(f"origin,destination,mode,minutes\n{rows}\n")


def test_what_is_no_table_is_refused(tmp_path, table):
    with pytest.raises(MatrixError, match="no matrix of travel times"):
        Matrix(tmp_path, PLACES)
    table(f"origin,destination,mode,minutes\n{A},{B},auto,41\n{A},{C},fiets,9\n")
    (tmp_path / "tabel" / "fiets.npy").write_bytes((tmp_path / "tabel" / "codes.npy").read_bytes())
    with pytest.raises(MatrixError, match="BICYCLE has another form"):
        Matrix(tmp_path / "tabel", PLACES)


# Servers


@pytest.fixture
def server():
    """A server on loopback that answers what a test says, and keeps what it was asked."""
    state = {"answer": (200, {}), "asked": []}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self._reply(None)

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            self._reply(json.loads(self.rfile.read(length)))

        def _reply(self, body):
            parts = urlsplit(self.path)
            query = {name: found[0] for name, found in parse_qs(parts.query).items()}
            state["asked"].append((parts.path, query, body))
            answer = state["answer"]
            status, payload = answer(parts.path, query, body) if callable(answer) else answer
            raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    state["url"] = f"http://127.0.0.1:{made.server_port}"
    yield state
    made.shutdown()
    made.server_close()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((200, {"code": "TooBig"}), "OSRM: refused"),
        ((200, {"code": "Ok"}), "without the table"),
        ((200, []), "without the table"),
        ((200, b"<html>"), "OSRM: HTTP 200, not JSON"),
        ((502, b"bad gateway"), "OSRM: HTTP 502"),
    ],
)
def test_an_osrm_that_answers_something_else_fails_with_its_name(server, answer, told):
    server["answer"] = answer
    with pytest.raises(TravelError, match=told):
        Osrm(server["url"], [CAR], PLACES).one_to_many(A, [B], CAR)


def test_no_server_at_all_is_told_without_address_or_place():
    osrm = Osrm("http://127.0.0.1:9", [CAR], PLACES, timeout=0.5)
    with pytest.raises(TravelError) as caught:
        osrm.one_to_many(A, [B], CAR)
    assert str(caught.value).startswith("OSRM: no answer (")
    assert "127.0.0.1" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_what_osrm_does_not_cover_is_not_asked(server):
    osrm = Osrm(server["url"], [CAR], PLACES)
    assert osrm.one_to_many(A, [B], BICYCLE) == [None]
    assert osrm.one_to_many("0000", [B], CAR) == [None]
    assert osrm.one_to_many(A, ["0000"], CAR) == [None]
    assert server["asked"] == []


def motis(journeys):
    """Answers as MOTIS does: (start, end) in local time, and the seconds of a walk."""

    def answer(path, query, body):
        assert path == "/api/v1/plan"
        assert set(query) >= {"fromPlace", "toPlace", "time", "arriveBy"}
        found = [
            {"duration": 60 * minutes, "startTime": start, "endTime": end}
            for minutes, start, end in journeys(query)
        ]
        return 200, {"itineraries": found, "direct": []}

    return answer


def test_motis_gives_the_shortest_journey_that_arrives_in_time(server):
    server["answer"] = motis(
        lambda query: [
            (50, "2026-11-25T06:40:00Z", "2026-11-25T07:30:00Z"),
            (40, "2026-11-25T06:45:00Z", "2026-11-25T07:25:00Z"),
            (30, "2026-11-25T04:00:00Z", "2026-11-25T04:30:00Z"),
            (20, "2026-11-25T07:20:00Z", "2026-11-25T07:40:00Z"),
        ]
    )
    planner = Planner("motis", server["url"], PLACES, DAY)
    (leg,) = planner.one_to_many(A, [B], TRANSIT)
    assert (leg.minutes, leg.doubt) == (40, "")
    (_, query, _) = server["asked"][0]
    assert query["time"] == "2026-11-25T08:30:00+01:00"
    assert query["arriveBy"] == "true"


def test_nothing_at_the_hour_is_the_journey_of_the_day_in_doubt(server):
    server["answer"] = motis(
        lambda query: (
            [(40, "2026-11-25T06:45:00Z", "2026-11-25T07:25:00Z")] if "T08" in query["time"] else []
        )
    )
    planner = Planner("motis", server["url"], PLACES, DAY)
    (leg,) = planner.one_to_many(A, [B], TRANSIT, Departure.EARLY)
    assert (leg.minutes, leg.doubt) == (40, "no_service")


def test_after_a_late_shift_the_way_home_counts(server):
    server["answer"] = motis(lambda query: [(35, "2026-11-25T22:40:00Z", "2026-11-25T23:15:00Z")])
    planner = Planner("motis", server["url"], PLACES, DAY)
    (leg,) = planner.one_to_many(A, [B], TRANSIT, Departure.LATE)
    assert (leg.minutes, leg.doubt) == (35, "")
    (_, query, _) = server["asked"][0]
    assert query["arriveBy"] == "false"
    assert query["fromPlace"].startswith("52.0")
    assert query["toPlace"].startswith("52.3")


def test_nowhere_by_day_either_is_not_covered(server):
    server["answer"] = motis(lambda query: [])
    planner = Planner("motis", server["url"], PLACES, DAY)
    assert planner.one_to_many(A, [B], TRANSIT, Departure.EARLY) == [None]


def test_opentripplanner_is_asked_in_graphql(server):
    when = 1_795_591_500_000  # 2026-11-25 08:25 in Amsterdam
    server["answer"] = (
        200,
        {
            "data": {
                "plan": {
                    "itineraries": [
                        {"duration": 2401, "startTime": when - 2_401_000, "endTime": when}
                    ]
                }
            }
        },
    )
    planner = Planner("otp", server["url"], PLACES, DAY)
    (leg,) = planner.one_to_many(A, [B], TRANSIT)
    assert leg.minutes == 41
    (path, _, body) = server["asked"][0]
    assert path == "/otp/gtfs/v1"
    assert body["variables"]["d"] == "2026-11-25"
    assert body["variables"]["t"] == "08:30"


def test_a_planner_asks_for_the_nearest_and_says_that_it_is_not_exact(server):
    server["answer"] = motis(lambda query: [(40, "2026-11-25T06:45:00Z", "2026-11-25T07:25:00Z")])
    planner = Planner("motis", server["url"], PLACES, DAY, most=2)
    legs = planner.one_to_many(A, [C, B, "1101", "0000"], TRANSIT)
    assert [leg is None for leg in legs] == [True, False, False, True]
    assert planner.exact is False
    assert planner.many_to_one([C, "1101"], A, CAR) == [None, None]


@pytest.mark.parametrize("kind", ["motis", "otp"])
@pytest.mark.parametrize("answer", [{}, [], {"data": None}, {"itineraries": [{}]}])
def test_a_planner_that_answers_something_else_fails_with_its_name(server, kind, answer):
    server["answer"] = (200, answer)
    planner = Planner(kind, server["url"], PLACES, DAY)
    with pytest.raises(TravelError, match="answer without journeys"):
        planner.one_to_many(A, [B], TRANSIT)


# Settings


@pytest.fixture
def settings(tmp_path):
    def read(text):
        path = tmp_path / "reizen.toml"
        path.write_text(text, encoding="utf-8")
        return read_travel(path)

    return read


def test_each_means_of_transport_has_its_own_provider(settings):
    provider = settings(
        '[auto]\nsoort = "osrm"\nurl = "http://127.0.0.1:9"\nwachttijd = 0.5\n'
        'bij_uitval = "schatting"\n[fiets]\nsoort = "schatting"\n'
    )
    assert provider.name == "OSRM (starter); bij uitval schatting (starter), schatting (starter)"
    (car,) = provider.one_to_many(A, [B], CAR)
    assert car.source == "schatting (starter), want OSRM (starter) antwoordt niet"
    (bicycle,) = provider.many_to_one([A], B, BICYCLE)
    assert bicycle.source == "schatting (starter)"
    assert provider.one_to_many(A, [B], TRANSIT) == [None]
    assert provider.many_to_one([A], B, TRANSIT) == [None]
    assert provider.exact is True


def test_with_a_planner_answers_are_not_exact(settings):
    text = '[ov]\nsoort = "motis"\nurl = "http://127.0.0.1:9"\ndag = 2026-11-25\n'
    assert settings(text).exact is False
    assert settings(text + 'bij_uitval = "schatting"\n').exact is False


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[auto", "cannot be read"),
        ("", "no means of transport"),
        ('[raket]\nsoort = "osrm"\n', r"\[raket\]: not one of auto"),
        ('[auto]\nsoort = "paard"\n', r"\[auto\]: soort: not schatting"),
        ('[auto]\nsoort = "osrm"\n', r"\[auto\]: url: missing"),
        ('[auto]\nsoort = "osrm"\nurl = "x"\nadres = "y"\n', "adres: unknown key"),
        ('[auto]\nsoort = "osrm"\nurl = "x"\nwachttijd = 0\n', "wachttijd: not a number"),
        ('[ov]\nsoort = "otp"\nurl = "x"\n', "dag: a date is missing"),
        ('[ov]\nsoort = "tabel"\nmap = "nergens"\n', "map: nergens: no matrix"),
        ('[auto]\nsoort = "schatting"\nbij_uitval = "osrm"\n', "only 'schatting' can stand in"),
    ],
)
def test_settings_that_are_wrong_say_where(settings, text, told):
    with pytest.raises(TravelSettingsError, match=told):
        settings(text)


def test_no_place_reaches_the_log(server, caplog):
    server["answer"] = motis(lambda query: [])
    with caplog.at_level("INFO"):
        Planner("motis", server["url"], PLACES, DAY).one_to_many(A, [B], TRANSIT)
    assert "52." not in caplog.text
