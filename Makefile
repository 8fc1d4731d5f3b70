# Two commands do all the set-up: make demo, make test.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CODE := passend/taxonomy/ passend/engine/ passend/index/ passend/evaluation/ passend/api/ examples/

.PHONY: demo test check lint types imports format clean help

help:
	@echo "make demo   demo data, two explained rankings, then API and page on this machine"
	@echo "make test   all tests"
	@echo "make check  formatting, lint, types and import directions"
	@echo "make format format the code"
	@echo "DEMO_SERVE=0 make demo stops after printing"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "passend needs Python 3.11 or newer; this is %d.%d. Use: make PYTHON=python3.11 ..." % v[:2])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

node_modules/.ready: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund && touch $@; \
	else echo "npm is not there: accessibility checks with axe-core will be skipped"; fi

# Programs of the routing engine that the travel tests run; its package wants a newer Python, the
# programs in it want none. Linux on x86-64 only.
$(VENV)/osrm/.ready: $(VENV)/.dev
	@if [ "$$(uname -sm)" = "Linux x86_64" ]; then \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target $(VENV)/osrm \
	--only-binary=:all: --python-version 3.12 --platform manylinux_2_28_x86_64 osrm-bindings==26.10.0 \
	&& chmod +x $(VENV)/osrm/osrm/bin/* && touch $@; \
	else echo "OSRM has no programs for this system: its tests will be skipped"; fi

demo: $(VENV)/.base
	$(BIN)/passend demo

test: $(VENV)/.dev $(VENV)/osrm/.ready node_modules/.ready
	$(BIN)/python -m pytest

check: lint types imports

lint: $(VENV)/.dev
	$(BIN)/ruff format --check $(CODE) tests conftest.py
	$(BIN)/ruff check $(CODE) passend/__init__.py tests conftest.py

types: $(VENV)/.dev
	$(BIN)/mypy -p passend
	$(BIN)/mypy examples

imports: $(VENV)/.dev
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format $(CODE) tests conftest.py
	$(BIN)/ruff check --fix $(CODE) passend/__init__.py tests conftest.py

clean:
	rm -rf $(VENV) node_modules .demo build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
