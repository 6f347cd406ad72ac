# `make run` and `make test` work on a machine with git, make and any Python 3.11 or newer.
# Settings are environment variables, as in PORT=8123 make run; docs/operations.md lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run test suite lint trial bench-images validate types types-js lock clean

PY := .venv/bin/python
ARGS ?=
TRIAL ?= short
TRIALS ?= tests/trials

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## make .venv and install what serving needs
	@bin/bootstrap setup

run:  ## set up and serve the newsroom at http://127.0.0.1:8000 (PORT=…, NEWSROOM_VAR=…, NEWSROOM_DEMO=0)
	@bin/bootstrap run

test: lint suite  ## install what tests need and run them all (ARGS="-k intake" for some)

suite:  ## run the tests alone, without lint
	@bin/bootstrap setup-tests
	@chromium=$$(bin/bootstrap chromium) && CHROMIUM=$$chromium $(PY) -m pytest -n 2 -q $(ARGS)

lint:  ## look for findings, missing migrations and imports that go upwards
	@bin/bootstrap setup-tests
	@bin/bootstrap chromium >/dev/null
	$(PY) -m ruff check .
	@# In memory: there may be no newsroom here yet, and none is needed to compare models with migrations.
	DATABASE_URL=sqlite://:memory: $(PY) manage.py makemigrations --check --dry-run
	$(PY) .venv/bin/lint-imports

trial:  ## run the long trials (TRIAL=short or TRIAL=full; TRIALS=tests/trials/test_kill.py for one)
	@bin/bootstrap setup-tests
	TRIAL=$(TRIAL) $(PY) -m pytest $(TRIALS) -o faulthandler_timeout=0 $(ARGS)

bench-images:  ## take in and size a 24-megapixel picture, beside Wagtail (installed into .tools by this alone)
	@bin/bootstrap setup-tests
	$(PY) -m bench.images

validate: types-js  ## check every public page with the outside validators (needs Java and Node)
	@bin/bootstrap setup-validators
	@bin/bootstrap setup-tests
	$(PY) -m tests.validate $(ARGS)

types:  ## check types with mypy
	@bin/bootstrap setup-tests
	$(PY) -m mypy newsroom articles media

types-js:  ## check the types of the editor's JavaScript with TypeScript (needs Node)
	@bin/bootstrap setup-validators
	node node_modules/typescript/bin/tsc -p jsconfig.json

lock:  ## compile the lock files from pyproject.toml and package.json (ARGS=--upgrade for newer versions)
	@bin/bootstrap lock $(ARGS)

clean:  ## remove what was installed; a newsroom's own data in var/ stays
	rm -rf .venv .tools node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
