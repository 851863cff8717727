# Everything a checkout can do. It makes its own environment: nothing is taken from the machine's
# Python but the interpreter and its venv module. `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/stamp
NEO4J := .cache/neo4j-5.26.30
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml \
	--universal --generate-hashes --all-extras --group dev --quiet

.DEFAULT_GOAL := help
.PHONY: help env demo test check lock bench neo4j clean
.DELETE_ON_ERROR:

help:  ## list the targets
	@sed -n 's/^\([a-z0-9]*\):.*  ## /\1\t/p' Makefile | expand -t 10

env: $(STAMP)  ## make .venv with the exact packages of requirements.txt

# Stamped, so that nothing runs when neither list of packages has changed.
$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "liaisons: $(PYTHON) is missing or older than Python 3.11; install Python 3.11 or later, or name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "liaisons: $(PYTHON) has no venv module; install it: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/# via/p' requirements.txt > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)  ## from the sample's export files to the report, in one command
	$(BIN)/liaisons demo

lock: $(STAMP)  ## write requirements.txt anew after a change of dependencies
	$(COMPILE) --output-file requirements.txt

clean:  ## remove what make made
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis demo-case *.egg-info
