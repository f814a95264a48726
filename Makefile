# Iyne: `make run` to use it, `make test` for everything that must hold.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
RUN_STAMP := $(VENV)/.run
DEV_STAMP := $(VENV)/.dev
BENCH_STAMP := $(VENV)/.bench
TESTERS ?= 2
CATALOGUES := $(wildcard recruit/translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
export PYTHONPATH := $(CURDIR)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test lint types browser bench db seed translations lock clean
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: PYTHON=python3.12 make ..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: PYTHON=python3.12 make ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)

$(BENCH_STAMP): requirements-bench.lock | $(DEV_STAMP)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	@touch $@

%.mo: %.po | $(RUN_STAMP)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

run: $(RUN_STAMP) $(COMPILED) ## serve the site with demonstration data; HOST and PORT are honoured
	@$(FLASK) serve

db: $(RUN_STAMP) ## bring the database (DATABASE_URL, or SQLite under var/) to the newest tables
	$(FLASK) db upgrade

seed: db ## load the vocabulary, the reference figures and the demonstration data
	$(FLASK) seed --demo

test: lint types $(COMPILED) ## everything that must hold
	@$(BIN)/python -m tests.tools
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses $(TESTERS) --dist worksteal

lint: $(DEV_STAMP) ## formatting, ruff, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(DEV_STAMP) ## mypy, strict, both packages
	$(BIN)/mypy

browser: $(DEV_STAMP) $(COMPILED) ## only the browser tests
	$(BIN)/python -m pytest -m browser

bench: $(DEV_STAMP) $(BENCH_STAMP) $(COMPILED) ## how fast, side by side with what else could be used
	$(BIN)/python -m tests.bench

translations: $(DEV_STAMP) ## collect sentences from the code into the catalogues
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --keyword _l --keyword N_ --add-comments "Translators:" --add-location=file --sort-by-file --no-wrap --output-file var/messages.pot .
	@for language in ru ky; do $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date --input-file var/messages.pot --output-dir recruit/translations --locale $$language; done

lock: $(DEV_STAMP) ## lock the newest dependencies with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --generate-hashes --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --group dev --constraint requirements.lock --generate-hashes --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --output-file requirements-dev.lock
	$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --group dev --group bench --constraint requirements-dev.lock --generate-hashes --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --output-file requirements-bench.lock

clean: ## remove what was made, but not your data in var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
