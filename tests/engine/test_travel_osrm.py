"""A real OSRM on a small generated network: the provider as it will be used.

Five places on two lines and one apart; the programs come with ``make test``.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from passend.engine.criteria import TravelCriterion
from passend.engine.model import Jobseeker, Transport, Vacancy
from passend.engine.travel import Osrm, TravelError, TravelMode, read_places
from passend.engine.verdict import Status

CAR, BICYCLE = TravelMode.CAR, TravelMode.BICYCLE
# 0.1 degree of latitude is 11.1 km. One way from 3000 to 2000; 9000 lies on no road.
NODES = {1000: (52.0, 5.0), 2000: (52.1, 5.0), 3000: (52.2, 5.0), 4000: (52.1, 5.2)}
PLACES = "pc4,lat,lon\n" + "".join(f"{c},{a},{o}\n" for c, (a, o) in NODES.items())
APART = "9000,53.4,6.9\n"
NETWORK = """<?xml version="1.0"?>
<osm version="0.6">
{nodes}
<way id="1" version="1"><nd ref="1000"/><nd ref="2000"/>
<tag k="highway" v="primary"/><tag k="maxspeed" v="80"/></way>
<way id="2" version="1"><nd ref="2000"/><nd ref="3000"/>
<tag k="highway" v="primary"/><tag k="maxspeed" v="80"/></way>
<way id="3" version="1"><nd ref="2000"/><nd ref="4000"/>
<tag k="highway" v="residential"/><tag k="maxspeed" v="30"/></way>
<way id="4" version="1"><nd ref="3000"/><nd ref="4000"/>
<tag k="highway" v="residential"/><tag k="maxspeed" v="30"/><tag k="oneway" v="yes"/></way>
</osm>"""


def _programs():
    """Folder of OSRM's package, or ``None``."""
    place = Path(sys.prefix) / "osrm" / "osrm"
    return place if (place / "bin" / "osrm-routed").exists() else None


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    package = _programs()
    if package is None:
        pytest.skip("OSRM is absent: make test fetches it on Linux x86-64")
    work = tmp_path_factory.mktemp("osrm")
    nodes = "\n".join(
        f'<node id="{code}" lat="{lat}" lon="{lon}" version="1"/>'
        for code, (lat, lon) in NODES.items()
    )
    (work / "net.osm").write_text(NETWORK.format(nodes=nodes), encoding="utf-8")
    profile = package / "share" / "profiles" / "car.lua"
    for command in (
        ["osrm-extract", "-t", "1", "-p", str(profile), "net.osm"],
        ["osrm-contract", "-t", "1", "net.osrm"],
    ):
        program = str(package / "bin" / command[0])
        subprocess.run([program, *command[1:]], cwd=work, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    routed = [str(package / "bin" / "osrm-routed"), "-i", "127.0.0.1", "-p", str(port), "-t", "1"]
    log = (work / "log").open("wb")
    server = subprocess.Popen(
        [*routed, "--max-table-size", "4", "net.osrm"], cwd=work, stdout=log, stderr=log
    )
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
        log.close()
        shutil.rmtree(work, ignore_errors=True)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    path = tmp_path_factory.mktemp("plaatsen") / "proef.csv"
    path.write_text(PLACES + APART, encoding="utf-8")
    return read_places(path)


def test_ci_has_the_programs():
    """A run that must prove everything must not skip this file."""
    assert _programs() is not None or not os.environ.get("CI")


def test_minutes_and_km_over_the_road(url, places):
    osrm = Osrm(url, [CAR], places)
    assert osrm.name == "OSRM (proef)"
    near, far = osrm.one_to_many("1000", ["2000", "3000"], CAR)
    assert near.km == pytest.approx(11.1, abs=0.1)
    assert near.road_km == pytest.approx(11.1, abs=0.1)
    assert far.road_km == pytest.approx(22.2, abs=0.2)
    # At most the 80 km/h that the road allows.
    assert near.minutes >= 9
    assert 1.8 * near.minutes <= far.minutes <= 2.2 * near.minutes


def test_a_slow_road_takes_longer(url, places):
    fast, slow = Osrm(url, [CAR], places).one_to_many("2000", ["3000", "4000"], CAR)
    assert slow.minutes > 2 * fast.minutes


def test_more_places_than_the_server_allows_are_asked_in_parts(url, places):
    many = ["1000", "2000", "3000", "4000"] * 5
    osrm = Osrm(url, [CAR], places, batch=4)
    legs = osrm.one_to_many("1000", many, CAR)
    assert [leg.minutes for leg in legs] == [leg.minutes for leg in legs[:4]] * 5
    with pytest.raises(TravelError, match="OSRM: refused"):
        Osrm(url, [CAR], places, batch=100).one_to_many("1000", many, CAR)


def test_a_one_way_road_is_told_apart_there_and_back(url, places):
    osrm = Osrm(url, [CAR], places)
    (there,) = osrm.one_to_many("3000", ["4000"], CAR)
    (back,) = osrm.one_to_many("4000", ["3000"], CAR)
    assert back.road_km > there.road_km + 5
    assert osrm.many_to_one(["4000"], "3000", CAR) == [back]
    assert osrm.many_to_one(["3000"], "4000", CAR) == [there]


def test_a_place_off_the_map_is_not_covered(url, places):
    osrm = Osrm(url, [CAR], places)
    legs = osrm.one_to_many("1000", ["9000", "2000"], CAR)
    assert legs[0] is None
    assert legs[1] is not None
    assert osrm.one_to_many("9000", ["1000"], CAR) == [None]


def test_the_criterion_judges_with_osrm_and_names_it(url, places):
    criterion = TravelCriterion(Osrm(url, [CAR], places))
    car = Jobseeker(postcode4="1000", transport=(Transport(1),), max_minutes=30)
    works = [criterion.of_vacancy(Vacancy(sites=(code,))) for code in ("2000", "4000", "9000")]
    one = criterion.of_person(car)
    criterion.prepare([one], works)
    near, far, off = (criterion.judge(one, work) for work in works)
    assert (near.status, dict(near.details)["bron"]) == (Status.MET, "OSRM (proef)")
    assert far.status is Status.NOT_MET
    assert (off.status, off.reason) == (Status.UNKNOWN, "travel_unknown")
    cyclist = criterion.of_person(Jobseeker(postcode4="1000", transport=(Transport(3),)))
    assert criterion.judge(cyclist, works[0]).reason == "travel_unknown"
