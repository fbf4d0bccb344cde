# make audit   set up, run the audit flow on corpus/sample (or CORPUS=path OUT=path), print the summary
# make test    set up, run the tests
# make lint    style, types, import rules
# make serve   the Prefect dashboard on loopback and the daily schedule
# make lock    write requirements*.txt anew from pyproject.toml
# make sample  write reports/sample anew; make screenshot the picture of it

PYTHON ?= $(shell command -v python3.11 || command -v python3)
CORPUS ?= corpus/sample
OUT ?= reports/audit
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode

.PHONY: audit test lint serve lock sample screenshot clean
.DEFAULT_GOAL := audit

audit: .venv/.run
	@$(BIN)/python flows/audit.py $(CORPUS) --out $(OUT)

test: .venv/.dev
	@$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS)

lint: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

serve: .venv/.run
	@$(BIN)/copydesk serve

lock: .venv/.dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

# The committed report on the sample corpus, and the picture of it in the README.
sample: .venv/.dev
	@$(BIN)/copydesk audit corpus/sample --out reports/sample --quiet

screenshot: sample
	@chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	  --disable-component-update --disable-sync --user-data-dir=$$(mktemp -d) --hide-scrollbars \
	  --window-size=1280,1400 --screenshot=docs/report.png file://$(CURDIR)/reports/sample/index.html 2>/dev/null

clean:
	rm -rf .venv .prefect .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# uv installs in a fifth of pip's time; where it cannot reach the packages as pip is set up to, pip does it.
.venv/.run: requirements.txt pyproject.toml
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) --require-hashes -r requirements.txt || $(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(UV) --no-deps -e . || $(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	@echo "Setting up the test tools (once) ..."
	@$(UV) --require-hashes -r requirements-dev.txt || $(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
