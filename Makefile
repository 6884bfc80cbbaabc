# `make` alone lists the targets. Hooks and CI call these same commands.

SHELL := /bin/sh
.DEFAULT_GOAL := help
CXX_FOUND = $$(tools/setup compiler)
RELEASE := build/release
EXAMPLE := examples/april2024.crisis
PAGE := build/april2024.html
HOW_MANY := $(shell nproc 2>/dev/null || echo 2)

CTEST = ctest --test-dir $(RELEASE) --output-on-failure -j $(HOW_MANY)

.PHONY: help run test fast check program program-at-hand build configure setup-run setup-test setup-peers setup-check clang sanitizers wasm studio golden format format-check \
        layers tidy tsan bench bench-quick bench-setup clean

help: ## lists the targets
	@echo "demarche: answers, with certificates, from a text about a crisis"
	@echo
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: program-at-hand ## installs what is missing, builds, answers the questions about April 2024
	@echo "run: demarche ask $(EXAMPLE) --html $(PAGE)"
	@echo
	@$(RELEASE)/demarche ask $(EXAMPLE) --html $(PAGE)
	@echo
	@echo "run: the report is $(CURDIR)/$(PAGE)"

test: setup-test ## installs what is missing, builds with g++ and clang, runs all tests
	@$(MAKE) --no-print-directory setup-peers & $(MAKE) --no-print-directory build sanitizers wasm && wait
	@[ ! -e build/wasm/engine.wasm.gz ] || [ ! -e node_modules/.bin/esbuild ] || tools/build_studio
	@echo "test: ctest runs all tests (skipped ones say what they lack)"
	@$(CTEST) -LE long

fast: setup-test ## builds each file by itself, so that a change costs seconds, and runs the tests that take under a minute together
	@mkdir -p build
	@CXX=$(CXX_FOUND) cmake --preset gcc >build/configure-gcc.log 2>&1 || { cat build/configure-gcc.log; exit 1; }
	@tools/compile build/gcc
	@ctest --test-dir build/gcc --output-on-failure -j $(HOW_MANY) -L fast

check: setup-check ## everything that CI runs, and: layout of the code, clang-tidy on changed files, every other build
	@DEMARCHE_THOROUGH=1 DEMARCHE_FUZZ_SECONDS=600 $(MAKE) --no-print-directory format-check layers test clang tidy tsan
	@$(CTEST) -L long

program-at-hand:
	@if tools/prebuilt $(RELEASE); then echo "run: $(RELEASE)/demarche was built from these sources: nothing to build"; \
	else $(MAKE) --no-print-directory setup-run program; fi

program: configure
	@tools/compile $(RELEASE) demarche
	@tools/prebuilt $(RELEASE) --mark

build: configure ## builds demarche and its tests with g++, optimised: build/release
	@tools/compile $(RELEASE)
	@tools/prebuilt $(RELEASE) --mark

configure:
	@mkdir -p build
	@echo "build: $(RELEASE)"
	@CXX=$(CXX_FOUND) cmake --preset release >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }

setup-run:
	@tools/setup run

setup-test:
	@tools/setup test

setup-peers:
	@tools/setup peers

setup-check:
	@tools/setup check

sanitizers: ## builds with clang 19, address and undefined-behaviour sanitizers, and the fuzz targets
	@tools/build_preset asan-ubsan clang++-19

clang: ## builds with clang 19 and assertions
	@tools/build_preset clang19 clang++-19

tsan: ## runs the unit tests and studies on several threads under the thread sanitizer
	@tools/build_preset tsan clang++-19
	@build/tsan/demarche_unit
	@tests/studies.py build/tsan/demarche

wasm: ## compiles the core to WebAssembly: build/wasm/engine.wasm, and report.wasm for report pages
	@tools/build_preset wasm clang++-19 wasm-ld-19

studio: setup-test wasm ## bundles the studio's page: build/release/studio
	@tools/build_studio

golden: build ## rewrites the golden files with what the program says now: review the diff
	@tools/golden.py --update --demarche $(RELEASE)/demarche

format: ## lays out the code
	@git ls-files --cached --others --exclude-standard '*.h' '*.cpp' | xargs clang-format-19 -i

format-check: ## says which files are not laid out
	@git ls-files --cached --others --exclude-standard '*.h' '*.cpp' | xargs clang-format-19 --dry-run -Werror

layers: ## checks which room includes which
	@tools/check_layers.py

tidy: ## clang-tidy on the files that differ from origin/main
	@tools/tidy_changed.sh

bench: bench-setup ## measures us and our peers, in about half an hour on a quiet machine: bench/results
	@bench/run.py

bench-quick: bench-setup ## the same on small games, in a few minutes
	@bench/run.py --quick

bench-setup: setup-run program
	@bench/setup.py

clean: ## removes everything that was built
	rm -rf build
