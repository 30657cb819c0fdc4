# The one door to the project: `make` lists what it can do.

.DEFAULT_GOAL := help
.PHONY: help run test check bench diff example format clean browser

PYTHON ?= python3
KEEP ?=
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

help:  ## List what can be made
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: $(READY)  ## Make the timeline of ./seeds in ./outputs
	$(BIN)/timeline run

check: $(READY)  ## Format, lint, types, import rules and the quick tests (under two minutes)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 -m "not slow"

test: $(READY) browser  ## Everything: check, and the tests with a browser and a Prefect server
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 -m "not slow"
	$(BIN)/pytest -q -m slow --ignore=tests/render --ignore=tests/explain
	$(BIN)/pytest -q -m slow tests/render tests/explain

diff: $(READY)  ## Show the events gained, lost and changed since the last commit
	$(BIN)/python -m tests.diff

bench: $(READY)  ## Measure quality, speed, growth and what the flow costs (15 minutes); KEEP=--keep writes docs/benchmarks.md
	$(BIN)/timeline bench
	$(BIN)/python -m tests.benchmarks.everything $(KEEP)

example: $(READY)  ## Make outputs/example anew, from ./seeds
	$(BIN)/python -m flows.example seeds outputs/example

format: $(READY)  ## Format the code and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove the environment and all caches; outputs and the ledger stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find flows tests timeline -name __pycache__ -type d -prune -exec rm -rf {} +

# PIP_USE_PEP517: an old pip warns of its own old way to build a package; as an option a new one would refuse it.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "  cure: install it, then: make PYTHON=python3.11"; exit 1; }
	@[ -w . ] || { echo "$(CURDIR) cannot be written to by $$(id -un)."; \
	  echo "  cure: clone the project into a folder of your own"; exit 1; }
	@echo "Setting up $(VENV): downloads about 300 MB (1.4 GB on disk), one to two minutes ..."
	@$(PYTHON) -m venv $(VENV) || { echo "  cure: install Python's venv module (Debian: apt-get install python3-venv)"; exit 1; }
	@PIP_USE_PEP517=1 $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock || { \
	  echo "  cure: pip's message says which package it could not get; a mirror or proxy is named by PIP_INDEX_URL, HTTPS_PROXY"; \
	  exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(READY)

# The report is tried in a real browser. Where none can be had, those tests are skipped, but never in CI.
browser:
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
	  echo "Installing Chromium for the tests of the report ..."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null && exit 0; \
	fi; \
	echo "NO BROWSER: the tests of the report in a browser are skipped."; \
	echo "  cure: install chromium so that it is on the PATH"; \
	[ -z "$$CI" ]
