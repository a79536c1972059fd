# Everything starts here on Linux and macOS; README gives the same without make.
.DEFAULT_GOAL := help
.PHONY: help grade test prove lessons record bench bench-class lock clean learner dev

# Cached bytecode halves the time that TensorFlow takes to import; nothing of the outer shell may reach into the kit.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PYTEST_ADDOPTS PYTEST_PLUGINS
# Material announces the end of its life at each build; CONTRIBUTING says what that means here.
export NO_MKDOCS_2_WARNING := 1

BIN := .venv/bin
SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python python3.13 python3.12 python3.11; do \
	$$p -c '$(SUITABLE)' >/dev/null 2>&1 && echo $$p && break; done)

help:  ## show this list
	@echo "Callbacks by Doing"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

grade: learner  ## set up everything, grade the exercises, say what to do next
	@$(BIN)/grader grade

test: dev  ## the gate of the kit: style, types, layers, tests
	@echo "== ruff" && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "== mypy" && $(BIN)/mypy
	@echo "== import-linter" && $(BIN)/lint-imports
	@echo "== pytest" && $(BIN)/python -m pytest -n auto --dist loadgroup

prove: dev  ## the long proofs: many seeds, all counts
	CALLBACKS_PROFILE=prove $(BIN)/python -m pytest tests/oracles
	$(BIN)/python -m pytest -m long
	$(BIN)/grader author prove --fresh
	$(BIN)/grader author mutate --fresh
	$(BIN)/grader author diagnose

lessons: learner  ## read the lessons in a browser
	$(BIN)/mkdocs serve

record: dev  ## run what the lessons show once more: outputs and curves in lessons/recorded (minutes)
	@$(BIN)/python -m grader.recording

bench: dev  ## speed, as ratios measured in one run
	@$(BIN)/python tests/bench/bench_check.py
	@$(BIN)/python tests/bench/bench_site.py
	@$(BIN)/python tests/bench/bench_lab.py

SIZE ?= 100
SIZES ?= 10,100,1000
bench-class: dev  ## a class graded three ways, as ratios measured in one run (about an hour; SIZE=20 SIZES=10,20 is quick)
	@$(BIN)/python -m tests.bench.bench_class $(SIZE) $(SIZES)

lock:  ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra dev $(LOCK) -o requirements-dev.lock
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links

clean:  ## remove what can be made again; your answers and your progress stay
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .grader/standins*

learner dev:
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 was found (python3 is: $$(python3 --version 2>&1))." \
		"Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 2; }
	@$(PYTHON) grader/bootstrap.py $@
