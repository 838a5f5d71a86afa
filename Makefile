# What people type. `make demo` needs nothing but Python 3.11 or newer, and no Slack.
.PHONY: demo test coverage lint bench pictures lock need-python
.DEFAULT_GOAL := demo

VENV   := .venv
IN     := $(VENV)/bin
RUN    := $(VENV)/.ready-to-run
DEV    := $(VENV)/.ready-to-develop
BENCH  := $(VENV)/.ready-to-compare
# The first of these that runs and is new enough; nothing when there is none.
PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
LOCK   := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	--python-version 3.11 pyproject.toml
PIP    := $(IN)/python -m pip --disable-pip-version-check install --quiet

demo: $(RUN)  ## try it: a Slack of its own in the browser
	@$(IN)/countersign demo $(ARGS)

test: $(DEV)  ## all tests; ARGS="-k outbox" chooses some
	@$(IN)/python -m pytest $(ARGS)

coverage: $(DEV)  ## all tests but those that run for a simulated year or are killed, and which lines none of them ran
	@$(IN)/python -m coverage erase
	@$(IN)/python -m coverage run -m pytest --ignore=tests/faults --ignore=tests/year $(ARGS)
	@$(IN)/python -m coverage combine --quiet
	@$(IN)/python -m coverage report

lint: $(DEV)  ## format, lint and types
	@$(IN)/ruff format --check
	@$(IN)/ruff check
	@$(IN)/mypy

bench: $(BENCH)  ## how fast it answers, and what the record costs; writes bench.json
	@$(IN)/python -m tests.bench $(ARGS)

pictures: $(DEV)  ## draw the README's pictures again
	@$(IN)/python -m tests.pictures $(ARGS)

lock:  ## pin every dependency, with hashes, for every platform
	$(LOCK) --extra postgres --group build -o requirements.txt
	$(LOCK) --extra postgres --extra names --group build -o requirements-names.txt
	$(LOCK) --all-extras --group dev -o requirements-dev.txt
	$(LOCK) --all-extras --group dev --group anchors -o requirements-bench.txt

need-python:
	@test -n "$(PYTHON)" || { echo "Countersign needs Python 3.11 or newer, and found none: install it from python.org or your system's packages." >&2; exit 1; }

$(IN)/python: | need-python
	@echo "Making $(VENV) with $(PYTHON) (once)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing: on Debian and Ubuntu, apt install python3-venv." >&2; exit 1; }

$(RUN): requirements.txt pyproject.toml | $(IN)/python
	@echo "Fetching what it needs (once, about a minute)"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.txt pyproject.toml | $(IN)/python
	@echo "Fetching what it needs to be developed (once, about a minute)"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(RUN)

$(BENCH): requirements-bench.txt pyproject.toml | $(IN)/python
	@echo "Fetching what it is measured against (once, about two minutes)"
	@$(PIP) --require-hashes -r requirements-bench.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(DEV) $(RUN)
