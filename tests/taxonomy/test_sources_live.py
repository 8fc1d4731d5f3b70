"""The live importer against a server on this machine that answers as the documented one does."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import time
from urllib.parse import parse_qs, urlsplit

import pytest
from rdflib import Graph, Literal, URIRef

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.build import Inputs, build_taxonomy
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.sources import read_competentnl
from passend.taxonomy.sources.live import Endpoint, fetch_competentnl
from passend.taxonomy.sources.queries import sparql_queries

BASE = "https://linkeddata.competentnl.nl"
TURTLE = """
@prefix cnlo: <https://linkeddata.competentnl.nl/def/competentnl#> .
@prefix cnluwvo: <https://linkeddata.competentnl.nl/uwv/def/competentnl_uwv#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
""" + "".join(
    f"""
<{BASE}/uwv/id/occupation/{n:010d}> a cnlo:Occupation ; skos:prefLabel "Beroep {n}"@nl ;
  skosxl:altLabel <{BASE}/label/{n}> ;
  cnlo:requiresHATEssential <{BASE}/id/humancapability/{n % 3:010d}> ;
  cnlo:requiresHATImportant <{BASE}/id/knowledgearea/{n % 2:010d}> .
<{BASE}/label/{n}> skosxl:literalForm "Naam {n}"@nl ;
  cnluwvo:hasContentStatus cnluwvo:ContentStatus_Current .
<{BASE}/id/humancapability/{n:010d}> a cnlo:HumanCapability ; skos:prefLabel "Kunnen {n}"@nl ;
  cnlo:hasRIASEC "S" .
<{BASE}/id/knowledgearea/{n:010d}> a cnlo:KnowledgeArea ; skos:prefLabel "Weten {n}"@nl .
"""
    for n in range(7)
)
KEY = "sleutel-1"
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Server:
    """Answers SPARQL queries from a graph, with what is asked to go wrong."""

    url: str = ""
    graph: Graph = field(default_factory=Graph)
    most_rows: int = 1_000
    asked: list[str] = field(default_factory=list)
    mishaps: list[Callable[[str], Answer | None]] = field(default_factory=list)

    def sparql(self, headers: dict[str, str], form: dict[str, list[str]]) -> Answer:
        query = form["query"][0]
        self.asked.append(query)
        if headers.get("apikey") != KEY:
            return 401, {}, b"no key"
        for mishap in self.mishaps:
            answer = mishap(query)
            if answer:
                return answer
        # Reported limits of the real one: no FROM, no several UNIONs; and no page without order.
        assert "FROM" not in query
        assert query.count("UNION") <= 1
        assert "ORDER BY ?s ?o" in query
        limit = int(re.search(r"LIMIT (\d+)", query)[1])
        offset = int(re.search(r"OFFSET (\d+)", query)[1])
        rows = sorted(self.rows(query), key=lambda row: (row[0], row[1]))
        page = rows[offset : offset + min(limit, self.most_rows)]
        bindings = [{"s": _term(URIRef(s)), "o": _term(o)} for s, o in page]
        body = {"head": {"vars": ["s", "o"]}, "results": {"bindings": bindings}}
        return 200, {"Content-Type": "application/sparql-results+json"}, json.dumps(body).encode()

    def rows(self, query: str) -> list[tuple[str, object]]:
        prefixes = dict(re.findall(r"PREFIX (\w+): <(.+?)>", query))
        pattern = re.search(r"WHERE \{ \?s (\S+) (\S+) \.", query)
        predicate, value = pattern[1], pattern[2]
        if predicate == "a":
            name, _, local = value.partition(":")
            kind = URIRef(prefixes[name] + local)
            return [(str(s), kind) for s, _, o in self.graph if o == kind]
        name, _, local = predicate.partition(":")
        wanted = URIRef(prefixes[name] + local)
        return [(str(s), o) for s, p, o in self.graph if p == wanted]

    def rest(self, headers: dict[str, str], path: str, asked: dict[str, list[str]]) -> Answer:
        self.asked.append(path)
        if headers.get("apikey") != KEY:
            return 403, {}, b""
        page, size = int(asked["page"][0]), int(asked["pageSize"][0])
        lines = sorted(self.graph.serialize(format="nt").splitlines())
        part = "\n".join(lines[(page - 1) * size : page * size])
        return 200, {"Content-Type": "application/n-triples"}, part.encode()


def _term(value: object) -> dict[str, str]:
    if not isinstance(value, Literal):
        return {"type": "uri", "value": str(value)}
    tag = {"xml:lang": value.language} if value.language else {}
    return {"type": "literal", "value": str(value), **tag}


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server(graph=Graph().parse(data=TURTLE, format="turtle"))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            form = parse_qs(self.rfile.read(size).decode())
            self._send(state.sparql({k.casefold(): v for k, v in self.headers.items()}, form))

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {k.casefold(): v for k, v in self.headers.items()}
            self._send(state.rest(headers, parts.path, parse_qs(parts.query)))

        def _send(self, answer: Answer) -> None:
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", headers.get("Content-Length", str(len(body))))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Silent."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{listening.server_port}"
    yield state
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def endpoint(server: Server) -> Endpoint:
    return Endpoint(url=f"{server.url}/v1", key=KEY, page=3, pause=0.5, timeout=5)


@pytest.fixture
def waits() -> list[float]:
    return []


def test_what_is_fetched_is_what_a_file_would_give(
    endpoint: Endpoint, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "cnl.ttl").write_text(TURTLE)
    expected = read_competentnl([tmp_path / "cnl.ttl"])
    found = fetch_competentnl(endpoint)
    assert (found.concepts, found.relations) == (expected.concepts, expected.relations)
    assert found.riasec == expected.riasec
    assert len(found.relations) == 14
    assert (found.rejected, len(found.digest)) == ((), 64)
    assert fetch_competentnl(endpoint).digest == found.digest
    names = [query.name for query in sparql_queries()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("page", [1, 2, 5, 1_000])
@pytest.mark.parametrize("most_rows", [2, 1_000])
def test_pages_of_any_size_give_the_same_even_when_the_server_gives_less(
    endpoint: Endpoint, server: Server, page: int, most_rows: int
) -> None:
    """Found by thought: to stop at a short page would keep half of what a capped server has."""
    server.most_rows = most_rows
    assert len(fetch_competentnl(replace(endpoint, page=page)).relations) == 14


def test_every_query_asks_one_property_once_per_page(endpoint: Endpoint, server: Server) -> None:
    fetch_competentnl(replace(endpoint, page=1_000))
    assert max(Counter(server.asked).values()) == 1


def failing(times: int, answer: Answer) -> Callable[[str], Answer | None]:
    left = [times]

    def mishap(query: str) -> Answer | None:
        if "requiresHATImportant" in query and left[0]:
            left[0] -= 1
            return answer
        return None

    return mishap


@pytest.mark.parametrize(
    ("answer", "first_wait"),
    [
        ((429, {"Retry-After": "7"}, b""), 7.0),
        ((429, {"Retry-After": "0"}, b""), 0.5),
        ((429, {"Retry-After": "soon"}, b""), 0.5),
        ((503, {}, b"busy"), 0.5),
        ((500, {}, b""), 0.5),
    ],
)
def test_a_busy_server_is_asked_again_after_the_wait_it_asks(
    endpoint: Endpoint, server: Server, waits: list[float], answer: Answer, first_wait: float
) -> None:
    server.mishaps = [failing(2, answer)]
    assert len(fetch_competentnl(endpoint, sleep=waits.append).relations) == 14
    assert waits == [first_wait, max(1.0, first_wait)]


def test_a_wait_may_be_given_as_a_date(
    endpoint: Endpoint, server: Server, waits: list[float]
) -> None:
    server.mishaps = [failing(1, (429, {"Retry-After": formatdate(time() + 30, usegmt=True)}, b""))]
    fetch_competentnl(endpoint, sleep=waits.append)
    assert 25 < waits[0] <= 30


@pytest.mark.parametrize(
    ("answer", "asked", "message"),
    [
        ((503, {}, b""), 5, "cnlo:requiresHATImportant, page 1: HTTP 503"),
        ((400, {}, b"bad"), 1, "cnlo:requiresHATImportant, page 1: HTTP 400"),
        ((429, {"Retry-After": "9999"}, b""), 1, "HTTP 429, asks to wait 9999 s"),
        ((301, {"Location": "https://elsewhere.example"}, b""), 1, "HTTP 301"),
        ((200, {}, b'{"results": {"bindings": ['), 1, "no JSON, or cut off"),
        ((200, {}, b"<html>sign in</html>"), 1, "no JSON, or cut off"),
        ((200, {}, b'{"boolean": true}'), 1, "no SPARQL 1.1 JSON result"),
        (
            (200, {}, b'{"results": {"bindings": [{"x": {"value": "1"}}]}}'),
            1,
            r"without \?s or \?o",
        ),
        ((200, {"Content-Length": "999"}, b"{"), 5, "RemoteProtocolError|ReadError|ReadTimeout"),
    ],
)
def test_a_page_that_fails_for_good_ends_the_import_and_changes_nothing(
    endpoint: Endpoint, server: Server, tmp_path: Path, answer: Answer, asked: int, message: str
) -> None:
    out = tmp_path / "out"
    quick = replace(endpoint, pause=0.0, timeout=0.4)
    before, _ = build_taxonomy(Inputs(live=endpoint, starter=False), out)
    server.asked.clear()
    server.mishaps = [failing(99, answer)]
    with pytest.raises(TaxonomyError, match=message) as caught:
        build_taxonomy(Inputs(live=quick, starter=False), out)
    assert KEY not in str(caught.value)
    assert Taxonomy.open(out).digest == before.digest
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert sum("requiresHATImportant" in query for query in server.asked) == asked


def test_a_relation_that_is_left_out_is_noticed(endpoint: Endpoint, server: Server) -> None:
    """The skills are missing: the relations point at nothing."""
    empty = json.dumps({"head": {}, "results": {"bindings": []}}).encode()
    server.mishaps = [lambda query: (200, {}, empty) if "skos:prefLabel" in query else None]
    with pytest.raises(TaxonomyError, match=r"without a label|no concept with a label"):
        fetch_competentnl(endpoint)


def test_labels_alone_are_half_a_taxonomy(endpoint: Endpoint, server: Server) -> None:
    empty = json.dumps({"head": {}, "results": {"bindings": []}}).encode()
    server.mishaps = [lambda query: (200, {}, empty) if "requires" in query else None]
    with pytest.raises(TaxonomyError, match="no relations of occupations came back"):
        fetch_competentnl(endpoint)
    server.mishaps = []
    for triple in list(server.graph):
        if "occupation" in triple[0]:
            server.graph.remove(triple)
    with pytest.raises(TaxonomyError, match="no occupations came back"):
        fetch_competentnl(endpoint)


def test_a_server_that_never_ends_is_left(endpoint: Endpoint, server: Server) -> None:
    row = {"s": {"type": "uri", "value": "http://x"}, "o": {"type": "uri", "value": "http://y"}}
    endless = json.dumps({"results": {"bindings": [row]}}).encode()
    server.mishaps = [lambda _query: (200, {}, endless)]
    with pytest.raises(TaxonomyError, match="more than 4 pages"):
        fetch_competentnl(replace(endpoint, most_pages=4))
    assert len(server.asked) == 5


def test_a_wrong_key_and_a_server_that_is_not_there_are_told(
    endpoint: Endpoint, waits: list[float]
) -> None:
    with pytest.raises(TaxonomyError, match="HTTP 401"):
        fetch_competentnl(replace(endpoint, key="other"))
    nowhere = replace(endpoint, url="http://127.0.0.1:9/v1", attempts=3)
    with pytest.raises(TaxonomyError, match="ConnectError"):
        fetch_competentnl(nowhere, sleep=waits.append)
    assert waits == [0.5, 1.0]


def test_the_key_travels_encrypted_or_not_at_all(endpoint: Endpoint) -> None:
    with pytest.raises(TaxonomyError, match="must start with https://"):
        fetch_competentnl(replace(endpoint, url="http://sparql.example/v1"))
    assert KEY not in repr(endpoint)


def test_the_rest_service_gives_the_same(endpoint: Endpoint, server: Server) -> None:
    expected = fetch_competentnl(endpoint)
    server.asked.clear()
    rest = replace(
        endpoint,
        url=server.url,
        rest=True,
        page=10,
        rest_queries=("occupations-label-01?searchTerm=",),
    )
    found = fetch_competentnl(rest)
    assert (found.concepts, found.relations) == (expected.concepts, expected.relations)
    assert set(server.asked) == {"/occupations-label-01/v1"}
    # As many pages as hold the graph, and one that is empty.
    assert len(server.asked) == -(-len(server.graph) // 10) + 1


def test_the_endpoint_comes_from_the_environment() -> None:
    with pytest.raises(TaxonomyError, match="PASSEND_COMPETENTNL_KEY"):
        Endpoint.from_environment({})
    found = Endpoint.from_environment(
        {"PASSEND_COMPETENTNL_KEY": "k", "PASSEND_COMPETENTNL_REST": "1"}
    )
    assert (found.key, found.rest, found.header) == ("k", True, "apikey")
    assert found.url.startswith("https://api.")
    named = {"PASSEND_COMPETENTNL_KEY": "k", "PASSEND_COMPETENTNL_QUERIES": "a,b?c="}
    assert Endpoint.from_environment(named).rest_queries == ("a", "b?c=")
    other = {"PASSEND_COMPETENTNL_KEY": "k", "PASSEND_COMPETENTNL_URL": "https://x/y"}
    assert Endpoint.from_environment(other).url == "https://x/y"
