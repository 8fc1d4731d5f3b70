"""The API against its own description: what is described holds for whatever is sent."""

from __future__ import annotations

from typing import Any, cast

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from starlette.types import Receive, Scope, Send

from passend.api.bootstrap import Service
from passend.api.rest import create_app
from passend.api.web_settings import WebSettings

# The description says of a profile that it is an object; whether that is a valid VUM record is
# told by the reader of VUM, and 400 is the proper answer when it is not. A text without any work in
# it, and a concept that the taxonomy has not, are refused too.
NOT_FOR_QUESTIONS = {"positive_data_acceptance"}
QUESTIONS = ("/personen/_zoek", "/vacatures/_zoek")


class Late:
    """Application that serves its description at once, and its service when the tests run."""

    def __init__(self) -> None:
        self.app: FastAPI = create_app(cast(Service, None), WebSettings(hosts=("testserver",)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


LATE = Late()
load_all_checks()
schema = schemathesis.openapi.from_asgi("/v1/openapi.json", LATE)


@pytest.fixture(scope="module", autouse=True)
def served(app: FastAPI) -> None:
    """Let the description be served by the application of the tests."""
    LATE.app = app


@schema.parametrize()
@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_operation_keeps_to_its_description(case: Any) -> None:
    left_out = NOT_FOR_QUESTIONS if case.path.endswith(QUESTIONS) else set()
    checks = [name for name in CHECKS.get_all_names() if name not in left_out]
    case.call_and_validate(checks=CHECKS.get_by_names(checks))
