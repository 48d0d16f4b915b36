# `make help` lists what there is. PYTHON names another interpreter (3.11 or newer).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# One thread for each numpy call: many BLAS threads times many server threads cost a factor of 40.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.DEFAULT_GOAL := help
.PHONY: help run test image-test quick lint check-types tests audit bench openapi rights translations upgrade clean

help: ## List all commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(VENV)/.installed ## Install, start the graph, load the demo municipality the first time, and serve
	@$(BIN)/tvaers serve

test: lint check-types tests ## Install what is needed and run every check: ruff, mypy, import-linter, pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	@$(COLLECT) && $(PYBABEL) update --check $(CATALOGUE) || { echo "The texts of the pages changed: make translations"; exit 1; }

check-types: $(VENV)/.installed-dev
	$(BIN)/mypy

quick: $(VENV)/.installed-dev ## Run the tests that need no server and no browser: a minute and a half on two cores
	@$(BIN)/python -m pytest -q --numprocesses auto --maxprocesses 4 --hypothesis-profile quick -m "not server and not browser and not slow"

tests: $(VENV)/.installed-dev
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && apt-get update -q && apt-get install -qy --no-install-recommends chromium; } \
	  || echo "chromium is not installed: the pages are not tested in a browser"
	$(BIN)/python -m harness.fetch || true  # what can't be had, tests name
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

image-test: $(VENV)/.installed-dev ## Build the image, start it beside a real Neo4j and ask it; skipped where nothing builds images
	@$(BIN)/python -m harness.image

audit: $(VENV)/.installed-dev ## Look up everything that is installed in the register of known vulnerabilities
	@$(BIN)/python -m harness.audit requirements/dev.lock $(AUDIT)

bench: $(VENV)/.installed-dev ## Measure quality of speed and memory: every benchmark, figures as tables
	$(BIN)/python -m bench

openapi: $(VENV)/.installed-dev ## Write docs/openapi.json anew
	$(BIN)/python -m service.api.frame.openapi docs/openapi.json

rights: $(VENV)/.installed-dev ## Write docs/rights.md anew
	$(BIN)/python -m service.rights_document docs/rights.md

# Run where the pages are, so that a text's place is named as people know it.
PYBABEL := env -C service/web $(CURDIR)/$(BIN)/pybabel --quiet
TEXTS := $(CURDIR)/$(VENV)/messages.pot
COLLECT := $(PYBABEL) extract --mapping-file babel.cfg --add-location file --sort-by-file --omit-header --output-file $(TEXTS) .
CATALOGUE := --input-file $(TEXTS) --output-dir translations --locale en --width 100 \
  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
translations: $(VENV)/.installed-dev ## Collect the texts of the web pages, and compile what messages.po says in English
	@$(COLLECT)
	@$(PYBABEL) update $(CATALOGUE)
	@$(PYBABEL) compile --directory translations --locale en

# Dependencies by hash, for every Python and machine that Tværs runs on. dev is first, since it holds the
# others: what is tested is what is installed.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  pyproject.toml --group build
upgrade: $(VENV)/.installed-dev ## Renew the lock files in requirements/: the newest versions that pyproject.toml allows
	@$(PIP) 'uv>=0.9'
	@export UV_CUSTOM_COMPILE_COMMAND="make upgrade"; \
	  $(LOCK) --upgrade --extra embedded --extra dev --output-file requirements/dev.lock && \
	  $(LOCK) --upgrade --extra embedded --constraints requirements/dev.lock --output-file requirements/embedded.lock && \
	  $(LOCK) --upgrade --constraints requirements/dev.lock --output-file requirements/service.lock
	@git --no-pager diff --stat requirements

clean: ## Remove the virtual environment and all caches; the graph in var/ stays
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Tværs needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && apt-get update -q && apt-get install -qy --no-install-recommends python3-venv && $(PYTHON) -m venv $(VENV); } || \
	  { echo "Python's venv is missing: sudo apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml requirements/embedded.lock
	@echo "Installing Tværs into $(VENV) …"
	@$(PIP) --require-hashes --requirement requirements/embedded.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements/dev.lock
	@$(PIP) --require-hashes --requirement requirements/dev.lock
	@touch $@
