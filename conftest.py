"""What holds for every test: which skips are allowed."""

from __future__ import annotations

import os
from typing import Any

import pytest

_ALLOWED = ("../shared", "Java", "browser", "Chromium", "axe-core", "OSRM")


class _Skips:
    """Collects skips; a skip for any other reason than an absent tool or data set fails the run."""

    def __init__(self) -> None:
        self.reasons: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            self.reasons[report.nodeid] = str(reason)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        refused = [
            node
            for node, reason in self.reasons.items()
            if os.environ.get("CI") or not any(word in reason for word in _ALLOWED)
        ]
        if refused and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
            for node in refused:
                reporter.write_line(f"SKIP NOT ALLOWED: {node}: {self.reasons[node]}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Register the policy."""
    config.pluginmanager.register(_Skips(), "skip-policy")
