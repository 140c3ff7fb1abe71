# Two commands matter: `make run` opens the program, `make test` tests it. Both first install what is missing.
.DEFAULT_GOAL := help
.PHONY: help run test soak lint types contracts bench album bundle deb windows-check pins audit setup clean

ARGS ?=
WORKERS ?= 2
# Seconds after which pytest is interrupted and says how far it came; without a number it has all the time it wants.
LIMIT ?=
LIMITED = $(if $(LIMIT),timeout --signal=INT --kill-after=30 $(LIMIT))
PY := .venv/bin/python

help: ## what can be asked for
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

# Where the temporary files of tests stand; `make test IN_MEMORY=` leaves them on the disk.
IN_MEMORY ?= $(shell packaging/in_memory.sh)

run: ## open the program (without a screen: make a vault, cases and a plan)
	@packaging/setup.sh run
	@packaging/run.sh $(ARGS)

# Tests start many programs, and each would compile all its modules again where Python is told to keep nothing compiled.
test soak: export PYTHONDONTWRITEBYTECODE :=
test soak: export PYTHONPYCACHEPREFIX := $(CURDIR)/build/__pycache__
test: export TMPDIR := $(or $(IN_MEMORY),$(TMPDIR),/tmp)

test: setup ## run every test; ARGS='-k plan' for some
	@packaging/stage.sh $(LIMITED) $(PY) -m pytest -n $(WORKERS) --dist loadgroup --max-worker-restart=0 \
		-o seconds_a_test_may_take=600 -o end_what_hangs=true $(ARGS)

soak: setup ## the long tests: leaks, kills, thousands of saves
	@packaging/stage.sh $(PY) -m pytest -m "soak or drawn" -n 0 -o seconds_a_test_may_take=900 $(ARGS)

lint: setup ## style and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: setup ## mypy, strict, over code, tests and benchmarks, as here and as on Windows
	@$(PY) -m mypy
	@$(PY) -m mypy --platform win32 --cache-dir .mypy_cache/windows

contracts: setup ## which room may know which
	@.venv/bin/lint-imports

bench: setup ## speed, side by side with the bare libraries
	@packaging/stage.sh $(PY) -m benchmarks $(ARGS)

album: setup ## a picture of every screen, light, dark and large, in build/album; all of it renews those of the guides
	@packaging/stage.sh $(PY) packaging/album.py build/album $(ARGS)
	@$(if $(ARGS),,$(PY) packaging/album_guides.py build/album)

audit: setup ## bill of materials, licences and known weaknesses of what the program is made of; asks the network
	@packaging/audit.sh

bundle: setup ## both programs in one folder, for computers without Python, in build/bundle; ARGS=twice compares
	@packaging/bundle.sh $(ARGS)

deb: setup ## the bundle as a Debian package, in build/deb; as root, packaging/bare_root.sh tries it where no Python is
	@packaging/bundle.sh
	@packaging/deb.sh

windows-check: setup ## as root, all of it under Wine: tests, window, bundle, installer; ARGS=tests/keys for some
	@WORKERS=$(WORKERS) packaging/windows_check.sh $(ARGS)

pins: setup ## renew the pinned versions and hashes
	@packaging/pins.sh

setup:
	@packaging/setup.sh test

clean: ## remove everything made here, the environment too
	@rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
