"""CompetentNL from its own end point: SPARQL or REST, with an API key.

One query per relation, since the end point refuses large ones; pages in a fixed order; a busy or
failing server is asked again, politely and not for ever. Any page that fails for good ends the
import, so that half a taxonomy never comes out. Needs httpx (extra ``import``).

Address, header and query names are not officially documented, so all are settings.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from passend.taxonomy.concepts import Kind, Source
from passend.taxonomy.errors import TaxonomyError

from .bundle import SourceFile
from .graph import GraphReader
from .queries import REST_QUERIES, Query, sparql_queries
from .sparql import bindings_of, parse_json, read_turtle

if TYPE_CHECKING:
    import httpx

__all__ = ["Endpoint", "fetch_competentnl"]

_SPARQL = "https://sparql.competentnl.nl/v1"
_REST = "https://api.competentnl.nl"
_SAFE = ("https://", "http://127.0.0.1:", "http://localhost:")
_KEY = "PASSEND_COMPETENTNL_KEY"
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 120.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where CompetentNL is asked, and how.

    Parameters
    ----------
    url : str
        Of the SPARQL end point, or of the REST service without query names.
    key : str
        API key; never written anywhere.
    rest : bool
        Ask canned queries (``<url>/<query>/v1?page=&pageSize=``, N-Triples) instead of SPARQL.
    header : str
        HTTP header of the key.
    page : int
        Results per page, 1 or more.
    attempts : int
        How often one page is asked before the import ends, 1 or more.
    timeout, pause : float
        Seconds: for one answer, and the first wait before asking again (doubled each time).
    most_pages : int
        Pages of one query; more = something is wrong, and the import ends.
    edition : str
        Recorded with the source.
    rest_queries : tuple of str
        Canned queries, each with its own parameters if any (``name?searchTerm=``).
    """

    url: str = _SPARQL
    key: str = field(default="", repr=False)
    rest: bool = False
    header: str = "apikey"
    page: int = 5_000
    attempts: int = 5
    timeout: float = 60.0
    pause: float = 1.0
    most_pages: int = 2_000
    edition: str = "1.0.0"
    rest_queries: tuple[str, ...] = REST_QUERIES

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Endpoint:
        """Settings ``PASSEND_COMPETENTNL_KEY``, ``_URL``, ``_HEADER``, ``_REST`` (1 = REST).

        ``PASSEND_COMPETENTNL_QUERIES``: canned queries of REST, with commas between them.

        Raises
        ------
        TaxonomyError
            If there is no key.
        """
        values = os.environ if environment is None else environment
        if not values.get(_KEY):
            raise TaxonomyError(f"no API key of CompetentNL; set {_KEY}")
        rest = values.get("PASSEND_COMPETENTNL_REST", "") == "1"
        default = _REST if rest else _SPARQL
        named = values.get("PASSEND_COMPETENTNL_QUERIES", "")
        return cls(
            url=values.get("PASSEND_COMPETENTNL_URL", default),
            key=values[_KEY],
            rest=rest,
            header=values.get("PASSEND_COMPETENTNL_HEADER", "apikey"),
            rest_queries=tuple(named.split(",")) if named else REST_QUERIES,
        )


def fetch_competentnl(
    endpoint: Endpoint,
    sleep: Callable[[float], None] = time.sleep,
    step: Callable[[str, int], None] = lambda _query, _page: None,
) -> Source:
    """Fetch all of CompetentNL that is of use here.

    Parameters
    ----------
    sleep : callable
        Waits a number of seconds.
    step : callable
        Told the query and the page that come next.

    Raises
    ------
    TaxonomyError
        If a page fails for good, an answer cannot be read, or the result is half a taxonomy; or
        the key would travel unencrypted.
    """
    if not endpoint.url.startswith(_SAFE):
        raise TaxonomyError(f"CompetentNL: {endpoint.url} must start with https://")
    try:
        import httpx
    except ImportError as error:
        raise TaxonomyError(
            "fetching CompetentNL needs httpx: pip install 'passend[import]'"
        ) from error
    reader = GraphReader()
    total = hashlib.sha256()
    with httpx.Client(timeout=endpoint.timeout, headers={endpoint.header: endpoint.key}) as client:
        asker = _Asker(endpoint, client, sleep)
        if endpoint.rest:
            answers = _rest(endpoint, asker, reader, step)
        else:
            answers = _sparql(endpoint, asker, reader, step)
        for answer in answers:
            total.update(answer)
    source = reader.source(endpoint.edition, total.hexdigest())
    kinds = {concept.iri: concept.kind for concept in source.concepts}
    if Kind.OCCUPATION not in kinds.values():
        raise TaxonomyError("CompetentNL: no occupations came back; nothing was changed")
    asked = any(kinds[one.subject] is Kind.OCCUPATION for one in source.relations)
    if not asked and not endpoint.rest:
        raise TaxonomyError(
            "CompetentNL: no relations of occupations came back, under either spelling of their "
            "names; nothing was changed"
        )
    return source


def _sparql(
    endpoint: Endpoint, asker: _Asker, reader: GraphReader, step: Callable[[str, int], None]
) -> Iterator[bytes]:
    for query in sparql_queries():
        offset = 0
        for page in range(1, endpoint.most_pages + 2):
            step(query.name, page)
            answer = asker.sparql(query.name, page, query.page(endpoint.page, offset))
            rows = _take(query, page, answer, reader)
            yield answer
            # Until an empty page: a server may give less than is asked, and say nothing of it.
            if not rows:
                break
            offset += rows
        else:
            raise TaxonomyError(f"CompetentNL: {query.name}: more than {endpoint.most_pages} pages")


def _take(query: Query, page: int, answer: bytes, reader: GraphReader) -> int:
    """Feed one page to the reader; how many results it had."""
    name = f"{query.name}, page {page}"
    rows = bindings_of(parse_json(SourceFile(name, answer)), name)
    for row in rows:
        if "s" not in row or "o" not in row:
            raise TaxonomyError(f"CompetentNL: {name}: a result without ?s or ?o")
        value = row["o"]
        tag = (value.get("xml:lang") or "").partition("-")[0].casefold()
        literal = value.get("type") != "uri" and value.get("type") != "bnode"
        reader.add(row["s"]["value"], query.predicate, value["value"], tag, literal=literal)
    return len(rows)


def _rest(
    endpoint: Endpoint, asker: _Asker, reader: GraphReader, step: Callable[[str, int], None]
) -> Iterator[bytes]:
    for name in endpoint.rest_queries:
        before: bytes | None = None
        for page in range(1, endpoint.most_pages + 2):
            step(name, page)
            answer = asker.rest(name, page)
            if not answer.strip() or answer == before:
                break
            read_turtle(SourceFile(f"{name}, page {page}.nt", answer), reader)
            yield answer
            before = answer
        else:
            raise TaxonomyError(f"CompetentNL: {name}: more than {endpoint.most_pages} pages")


class _Asker:
    """Asks for one page, again when the server is busy."""

    def __init__(
        self, endpoint: Endpoint, client: httpx.Client, sleep: Callable[[float], None]
    ) -> None:
        self._endpoint = endpoint
        self._client = client
        self._sleep = sleep

    def sparql(self, name: str, page: int, query: str) -> bytes:
        """One page of a SPARQL query, as a form."""
        accept = {"Accept": "application/sparql-results+json"}
        told = f"{name}, page {page}"
        url = self._endpoint.url
        return self._answer(
            told, lambda: self._client.post(url, data={"query": query}, headers=accept)
        )

    def rest(self, name: str, page: int) -> bytes:
        """One page of a canned query."""
        accept = {"Accept": "application/n-triples"}
        query, _, more = name.partition("?")
        asked = dict(parse_qsl(more, keep_blank_values=True))
        asked |= {"page": str(page), "pageSize": str(self._endpoint.page)}
        url = f"{self._endpoint.url.rstrip('/')}/{query}/v1"
        told = f"{name}, page {page}"
        return self._answer(told, lambda: self._client.get(url, params=asked, headers=accept))

    def _answer(self, told: str, ask: Callable[[], httpx.Response]) -> bytes:
        import httpx

        cause = ""
        for attempt in range(self._endpoint.attempts):
            wait = self._endpoint.pause * 2**attempt
            try:
                response = ask()
            except (httpx.TimeoutException, httpx.TransportError) as error:
                cause = type(error).__name__
            else:
                if response.is_success:
                    return response.content
                cause = f"HTTP {response.status_code}"
                if response.status_code not in _BUSY:
                    break
                wait = max(wait, _retry_after(response.headers.get("Retry-After", "")))
            if wait > _LONGEST_WAIT:
                cause += f", asks to wait {wait:.0f} s"
                break
            if attempt + 1 < self._endpoint.attempts:
                self._sleep(wait)
        raise TaxonomyError(f"CompetentNL: {told}: {cause}; nothing was changed")


def _retry_after(value: str) -> float:
    """Seconds a server asks to wait: a number or a date; 0 when it does not say."""
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0
