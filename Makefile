# The two commands: `make run` opens the program, `make test` tests it. Python and make are all they need.
PYTHON ?= python3
VENV ?= .venv
# Extra words for the program: make run ARGS="--quit-after 5"
ARGS ?=
# Extra words for pytest: make test TESTS="tests/domain -x"
TESTS ?=
# The training chain: where the source data and the generated cases lie, and the model a hospital refines on its own PAIRS
DATA ?= ../shared/data
RUNS ?= runs
PAIRS ?= pairs
OUT ?= $(RUNS)/own.safetensors
SCREEN = -screen 0 1920x1080x24 +extension GLX

BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install -q -c packaging/constraints.txt

.PHONY: run test lint format benchmark screenshots clean train-data train train-export evaluate report finetune

run: $(VENV)/.run
	@PYTHON=$(PYTHON) packaging/system-packages.sh run
	$(BIN)/earseg --demo $(ARGS)

test: $(VENV)/.test
	xvfb-run -a -s "$(SCREEN)" env QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 $(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmark: $(VENV)/.test
	xvfb-run -a -s "$(SCREEN)" $(BIN)/python -m tests.benchmarks

screenshots: $(VENV)/.test
	xvfb-run -a -s "-screen 0 3840x2160x24 +extension GLX" env QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 $(BIN)/python docs/make_screenshots.py

train-data: $(VENV)/.train
	$(BIN)/python -m training.data --data $(DATA) --cache $(RUNS)/cache
	$(BIN)/python -m training.simulate --data $(DATA) --cache $(RUNS)/cache
	$(BIN)/python -m training.phantoms --cache $(RUNS)/cache
	$(BIN)/python -m training.coarse --data $(DATA) --cache $(RUNS)/cache

train: $(VENV)/.train
	$(BIN)/python -m training.train --plan ear --cache $(RUNS)/cache --run $(RUNS)/ear $(ARGS)
	$(BIN)/python -m training.train --plan locator --cache $(RUNS)/cache --run $(RUNS)/locator --steps 2000

train-export: $(VENV)/.train
	$(BIN)/python -m training.export --plan ear --run $(RUNS)/ear --out $(RUNS)/ear.safetensors
	$(BIN)/python -m training.export --plan locator --run $(RUNS)/locator --out $(RUNS)/locator.safetensors

evaluate: $(VENV)/.train
	$(BIN)/python -m training.evaluate --models $(RUNS) --cache $(RUNS)/cache

report: $(VENV)/.train
	$(BIN)/python -m training.report --cache $(RUNS)/cache --data $(DATA) --runs $(RUNS)/report

finetune: $(VENV)/.train
	$(BIN)/python -m training.finetune --pairs $(PAIRS) --out $(OUT) $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# torch goes first and pinned, so that no other package's looser wish picks a larger build of it.
$(VENV)/.run: pyproject.toml packaging/constraints.txt
	@PYTHON=$(PYTHON) packaging/system-packages.sh run
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) torch==2.13.0
	$(PIP) -e .
	touch $@

$(VENV)/.test: $(VENV)/.run
	@PYTHON=$(PYTHON) packaging/system-packages.sh test
	$(PIP) -e ".[test]"
	touch $@

$(VENV)/.train: $(VENV)/.run
	$(PIP) -e ".[train]"
	touch $@
