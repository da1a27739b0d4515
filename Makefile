# The door for people: `make` says what there is.
# Works where Python 3.11 or newer, make and a package registry are; decision 0001 says how.

VENV ?= .venv
UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv 2>/dev/null),.tools/uv/bin/uv)
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
S3 := .tools/s3-server/.installed
VNU := .tools/vnu/.installed
COMPILE := $(UV) pip compile pyproject.toml --universal --generate-hashes --no-header \
	--no-emit-index-url --no-annotate --quiet
CHECKED := src tests tools $(if $(wildcard benchmarks/*.py),benchmarks)
# Workers of pytest: `make test WORKERS=0` runs everything in one process.
WORKERS ?= auto
# Which tests: `make test-sqlite MARKED="not browser and not programs"` leaves the slow ones out.
MARKED ?=

export UV_PYTHON_DOWNLOADS := never
export VIRTUAL_ENV :=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-sqlite test-postgres check bench docs lock clean install

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' Makefile

demo: $(RUNTIME) ## load the reference data, publish the record, serve it, say where
	$(BIN)/tdt demo

test: test-sqlite test-postgres ## run all tests on SQLite, then on PostgreSQL where it is installed

test-sqlite: $(DEV) $(S3) $(VNU) ## run all tests on SQLite only
	$(BIN)/python -m pytest -n $(WORKERS) -m "$(MARKED)"

# Journeys and programs have a SQLite of their own: nothing in them is about PostgreSQL.
test-postgres: $(DEV) $(S3) $(VNU) ## run them on a PostgreSQL of their own, deleted afterwards
	$(BIN)/python tests/postgres.py $(BIN)/python -m pytest -n $(WORKERS) -m "not browser and not programs"

check: $(DEV) ## format, lint, types, imports: every one is run, those that fail are named
	@$(BIN)/python tools/check.py $(CHECKED)

bench: $(DEV) ## measure (benchmarks/); figures for people, never asserted
	$(BIN)/python benchmarks/run.py

docs: $(DEV) ## write the generated pages and pictures of docs/ anew
	$(BIN)/python -m tools.docs

install: $(DEV) ## set up everything for development in ./.venv

lock: $(UV) ## resolve the dependencies anew into the two lock files
	$(COMPILE) --upgrade -o requirements.lock
	$(COMPILE) --upgrade --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what make made: the environment, the tools, the caches
	rm -rf $(VENV) .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

.tools/uv/bin/uv:
	python3 -m venv .tools/uv
	.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(BIN)/python: | $(UV)
	$(UV) venv --quiet $(if $(PYTHON),--python $(PYTHON)) $(VENV)

# An environment for development holds the runtime too, so it satisfies both stamps.
$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python $(UV)
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME) | $(UV)
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

# The S3 server of the tests cannot share an environment with icalendar (docs/dependencies.md).
$(S3): | $(BIN)/python $(UV)
	$(UV) venv --quiet --python $(BIN)/python .tools/s3-server
	$(UV) pip install --quiet --python .tools/s3-server/bin/python 'moto[server,s3]>=5,<6'
	@touch $@

# The W3C checker of pages, for those who have npm (and Java to run it).
$(VNU):
	mkdir -p .tools/vnu
	if command -v npm >/dev/null; then \
	  npm install --silent --no-fund --no-audit --prefix .tools/vnu vnu-jar@26; fi
	@touch $@
