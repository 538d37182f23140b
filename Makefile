# Accord's ways in. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
UV_VERSION := 0.13.9
PIP_AUDIT_VERSION := 2.10.1
BIN := .venv/bin
READY := .venv/.ready

# Bytecode halves every start; some machines switch it off.
unexport PYTHONDONTWRITEBYTECODE
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DAGSTER_DISABLE_TELEMETRY := 1
export DO_NOT_TRACK := 1
# Our matrices are small: OpenBLAS's threads wait for each other (a third more CPU).
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: help setup run summary rollback dev test soak contracts spark site-test postgres superset tableau bench audit lint types sql format lock docs clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## Create the virtual environment from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Accord needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up .venv (once; about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: setup ## Run the whole pipeline on the company of company.yml and show its figures
	@$(BIN)/accord run

summary: setup ## Show the published figures again
	@$(BIN)/accord summary

rollback: setup ## Give readers the publication before the current one
	@$(BIN)/accord rollback

dev: setup ## Open the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/accord dev

test: setup lint ## Run all tests but the long ones
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not soak" $(ARGS)

soak: setup ## Run the long tests; what has passed since the last change is not run again
	@$(BIN)/python -m pytest -m soak --timeout 7200 --resume $(ARGS)

contracts: setup ## Hold requests and answers against the vendors' full descriptions (Google's into .contracts)
	@$(BIN)/uv pip install --quiet --no-deps --target .contracts --requirement tests/contracts/requirements.txt
	@$(BIN)/python -m pytest tests/contracts \
		tests/ingestion/test_zendesk.py::test_requests_and_answers_keep_to_the_contract \
		-rs -o log_cli=true -o log_cli_level=INFO $(ARGS)

postgres: setup ## Test the publication in PostgreSQL (installs a server into .postgres, if Debian has none)
	@ls -d /usr/lib/postgresql/*/bin .postgres/pgserver 2>/dev/null | grep -q . || \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --target .postgres pgserver==0.1.4
	@$(BIN)/python -m pytest tests/publishing/postgres $(ARGS)

superset: setup ## Have a real Superset import the dashboards (installs it into .venv-superset)
	@test -x .venv-superset/bin/python || $(PYTHON) -m venv .venv-superset
	@$(BIN)/uv pip install --quiet --python .venv-superset/bin/python --requirement tests/superset/requirements.txt
	@ACCORD_SUPERSET_PYTHON=.venv-superset/bin/python $(BIN)/python -m pytest tests/superset $(ARGS)

tableau: setup ## Write and read Tableau's extract (installs pantab into .venv)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python 'pantab>=5.3,<6' tableauhyperapi
	@$(BIN)/python -m pytest tests/publishing/bi $(ARGS)

spark: setup ## Have Spark 3.5 read every model (installs it into .venv-spark; needs Java)
	@command -v java >/dev/null || { echo "Spark needs Java 17: install a JRE (Debian: openjdk-17-jre-headless)"; exit 1; }
	@test -x .venv-spark/bin/python || $(PYTHON) -m venv .venv-spark
	@$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --requirement tests/spark/requirements.txt
	@ACCORD_SPARK_PYTHON=.venv-spark/bin/python $(BIN)/python -m pytest tests/spark $(ARGS)

site-test: setup ## Look at the pages in Chromium, with Playwright (into .venv-site)
	@command -v chromium >/dev/null || { echo "NOT TESTED: install chromium (Debian: apt-get install chromium)"; exit 3; }
	@test -x .venv-site/bin/python || $(PYTHON) -m venv .venv-site
	@$(BIN)/uv pip install --quiet --python .venv-site/bin/python --requirement tests/browser/requirements.txt
	@ACCORD_BROWSER_PYTHON=.venv-site/bin/python $(BIN)/python -m pytest tests/browser $(ARGS)

bench: setup ## Measure; prints a table
	@$(BIN)/python -m tests.benchmarks $(ARGS)

audit: setup ## Look for known vulnerabilities of what requirements.lock installs
	@test -x .venv-audit/bin/pip-audit || { $(PYTHON) -m venv .venv-audit \
	  && .venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==$(PIP_AUDIT_VERSION); } \
	  || { echo "NOT AUDITED: pip-audit can't be installed from here"; exit 3; }
	@$(BIN)/python -m tests.audit .venv-audit/bin/pip-audit

lint: setup ## Check style, types and SQL
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory -j 2 types sql

# Side by side: mypy keeps one core busy, and sqlfluff both when it is alone.
types: setup
	@$(BIN)/mypy

# sqlfluff leaves its workers' semaphores to the system, which Python remarks on.
sql: setup
	@PYTHONWARNINGS=ignore:resource_tracker $(BIN)/sqlfluff lint --processes 2 --disable-progress-bar dbt_project/models dbt_project/tests dbt_project/snapshots

format: setup ## Fix style
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/sqlfluff fix --processes 2 dbt_project/models

lock: setup ## Resolve pyproject.toml into requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --extra dev --extra demo --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  pyproject.toml --output-file requirements.lock

docs: setup ## Write the KPI pages of docs/ and build the site in data/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

clean: ## Remove data/, what dbt made and the development warehouse; keep the environment
	rm -rf data dbt_project/target dbt_project/warehouse.duckdb* dbt_project/dbt_packages
