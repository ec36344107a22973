# SPDX-License-Identifier: Apache-2.0
#
# Everything a person does with a checkout. Each target sets up what it needs first; when that is
# in place already, setting up takes no time and no network.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CODE := app ui sync_server resources tests

# The interpreter of the virtual environment: PYTHON=..., or the newest that is tried and present.
PYTHON_IS_NEW_ENOUGH := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	if $$python -c '$(PYTHON_IS_NEW_ENOUGH)' 2>/dev/null; then echo $$python; break; fi; done)

# An environment whose interpreter is too old, gone, or not the one asked for is made anew.
ifneq ($(wildcard $(VENV)),)
    $(shell $(BIN)/python -c '$(PYTHON_IS_NEW_ENOUGH)' 2>/dev/null || rm -rf $(VENV))
    ifneq ($(origin PYTHON),file)
        VERSION_OF = $(shell $(1) -c 'import sys; print(sys.version_info[:2])' 2>/dev/null)
        ifneq ($(call VERSION_OF,$(PYTHON)),$(call VERSION_OF,$(BIN)/python))
            $(shell rm -rf $(VENV))
        endif
    endif
endif

# How many simulated histories, kills, calendars, deadlines and queues to try, and what to hand on
# to the tool that a target runs.
SEEDS ?= 100
KILLS ?= 200
CALENDARS ?= 20000
SCHEDULES ?= 2000
HISTORIES ?= 10000
MAILS ?= 2000
ARGS ?=

# How many processes share the tests; 0 is this one alone, for a debugger. The modules are given out
# in their order, which has the slowest near the start.
JOBS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The tests start some hundred processes, and each would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE

.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup demo pictures daily test long check format lint types imports bench desk-sim hear orca \
	simulate kills mail-kills calendars deadlines routing lock clean python server programs server-packages run-packages \
	test-packages

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

server: server-packages $(READY) ## Set up the server, on a machine without a screen

programs: run-packages $(READY) ## Set up the window and the server, without what tests need

demo: run-packages $(READY) ## Open a live desk with a sample company in it
	$(BIN)/deskbell-server demo

pictures: run-packages $(READY) ## Take the pictures of the design (ARGS="main-dark --into DIR")
	$(BIN)/python -m tests.pictures $(ARGS)

daily: test-packages $(READY) ## Work a day at the desk with keys alone (ARGS="tasks --into DIR")
	$(BIN)/python -m tests.daily $(ARGS)

test: test-packages $(READY) ## Run the tests (ARGS="-k sight" for some of them)
	$(PYTEST) $(ARGS)

long: test-packages $(READY) ## Run the long tests, which no other target runs
	$(PYTEST) -m long $(ARGS)

check: test-packages $(READY) ## Run every gate: format, lint, types, imports, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) $(ARGS)

format: $(READY) ## Rewrite the code in the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

lint: $(READY) ## Look for mistakes of style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY) ## Check the types
	$(BIN)/mypy

imports: $(READY) ## Check that imports run one way
	$(BIN)/lint-imports

bench: test-packages $(READY) ## Measure, each figure against a limit from the same run
	$(BIN)/python -m tests.benchmarks $(ARGS)

desk-sim: $(READY) ## Route a described day in several ways (DAY=day.json ARRIVALS=arrivals.csv)
	$(BIN)/python -m tests.benchmarks.desk $(and $(DAY),--day "$(DAY)") \
		$(and $(ARRIVALS),--arrivals "$(ARRIVALS)") $(ARGS)

hear: test-packages $(READY) ## Read the window as a screen reader does (ARGS="refused --tree")
	$(BIN)/python -m tests.accessibility $(ARGS)

orca: test-packages $(READY) ## Let Orca read the window, and see what it says (needs Orca)
	$(BIN)/python -m tests.accessibility.orca

simulate: $(READY) ## Try SEEDS=n simulated histories of faults
	$(BIN)/python -m tests.simulation --seeds $(SEEDS) $(ARGS)

kills: $(READY) ## Kill the real server KILLS=n times under load, and compare what it promised
	$(BIN)/python -m tests.end_to_end --kills $(KILLS) $(ARGS)

calendars: $(READY) ## Try CALENDARS=n random calendars against one who counts the seconds
	$(BIN)/python -m tests.simulation.calendars --calendars $(CALENDARS) $(ARGS)

deadlines: test-packages $(READY) ## Let SCHEDULES=n desks keep their deadlines through all trouble
	$(BIN)/python -m tests.simulation.deadlines --schedules $(SCHEDULES) $(ARGS)

routing: test-packages $(READY) ## Let HISTORIES=n desks of two nodes share out at random
	$(BIN)/python -m tests.simulation.routing --histories $(HISTORIES) $(ARGS)

lock: $(BIN)/uv ## Renew requirements.lock from pyproject.toml (ARGS=--upgrade for newer releases)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--group dev --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --output-file requirements.lock $(ARGS) pyproject.toml

mail-kills: test-packages $(READY) ## Kill server and mail servers while MAILS=n letters come and go
	$(BIN)/python -m tests.end_to_end --mails $(MAILS) $(ARGS)

clean: ## Remove the virtual environment and what tools left behind
	rm -rf $(VENV) build dist htmlcov .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .grimp_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

setup: test-packages $(READY) ## Set up a checkout for work on it

# --- Setting up --------------------------------------------------------------------------------

python:
	@test -n "$(PYTHON)" || { echo "Deskbell needs Python 3.11 to 3.14 (PYTHON= names one)." >&2; exit 1; }

server-packages: python
	@PYTHON=$(PYTHON) packaging/system-packages.sh server

run-packages: python
	@PYTHON=$(PYTHON) packaging/system-packages.sh run

test-packages: python
	@PYTHON=$(PYTHON) packaging/system-packages.sh test

# The lock decides what is installed: sync also removes what it does not name.
$(READY): requirements.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# pip brings in uv, by the hashes of the lock.
$(BIN)/uv: | python
	$(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.lock
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r $(VENV)/uv.lock
