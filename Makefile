.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
ARTICLE ?= articles
ARGS ?=

.PHONY: help setup audit gate report open decide test lint bench screenshots clean distclean

help: ## Show this list
	@awk 'BEGIN{FS=":.*## ";print "Usage: make <target> [ARTICLE=path] [ARGS=\"--offline …\"]\n"}/^[a-z-]+:.*## /{printf "  %-12s %s\n",$$1,$$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.stamp ## Install what is needed (once)

$(VENV)/.stamp: pyproject.toml
	@echo "Setting up $(VENV) (once, a minute or two) …"
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "claim-audit needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip -q install --upgrade pip
	@$(PY) -m pip -qq install -e '.[dev]'
	@touch $@

audit: $(VENV)/.stamp ## Check all articles in articles/, or ARTICLE=path, and write reports/
	@code=0; $(PY) -m pipeline audit "$(ARTICLE)" $(ARGS) || code=$$?; \
	case $$code in 0|1|3) exit 0;; *) exit $$code;; esac

gate: $(VENV)/.stamp ## As audit, and fail when the gate is not open (for machines)
	@$(PY) -m pipeline audit "$(ARTICLE)" $(ARGS)

report: $(VENV)/.stamp ## Render the reports again from the saved results, checking nothing
	@$(PY) -m pipeline report $(ARGS)

open: $(VENV)/.stamp ## Open the index of the reports in the browser
	@$(PY) -m webbrowser -t "file://$(CURDIR)/reports/index.html"

# Free text travels in the environment, so that no quote or semicolon in it reaches the shell.
decide: export CA_ID = $(ID)
decide: export CA_AS = $(AS)
decide: export CA_REASON = $(REASON)
decide: export CA_NOTE = $(NOTE)
decide: export CA_BY = $(BY)
decide: export CA_UNTIL = $(UNTIL)
decide: $(VENV)/.stamp ## Record decisions: FILE=saved.json, or ID= AS= REASON= NOTE= BY= UNTIL=
	@$(PY) -m pipeline decide $(if $(FILE),"$(FILE)",--from-env) $(ARGS)

lint: $(VENV)/.stamp ## ruff and mypy --strict
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy

test: lint ## ruff, mypy --strict and pytest
	@$(PY) -m pytest $(ARGS)

bench: $(VENV)/.stamp ## Measure: make bench NAME=walk_speed ARGS=5 (docs/speed.md names the others)
	@$(PY) -m benchmarks.$(or $(NAME),walk_speed) $(ARGS)

screenshots: $(VENV)/.stamp ## Take the pictures of the report for the handbook again (needs Chromium)
	@$(PY) -m benchmarks.screenshots

clean: ## Remove the written reports
	@find reports -mindepth 1 ! -name README.md -delete

distclean: clean ## Also remove the environment
	@rm -rf $(VENV)
