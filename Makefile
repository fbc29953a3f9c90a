# SPDX-License-Identifier: Apache-2.0
# `make run` is all that an office needs, `make test` all that a change needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
DATA ?= var
LISTEN ?= 127.0.0.1:8080
ENV := . tools/env.sh;

.PHONY: run build web package test test-full crash bench lint tidy coverage format clean setup-run setup-test setup-full
.DEFAULT_GOAL := run

run: build web
	@tools/run.sh $(DATA) $(LISTEN)

setup-run:
	@tools/setup.sh run

setup-test:
	@tools/setup.sh test

setup-full:
	@tools/setup.sh full

# A folder that was configured before (with tests, say) keeps its settings.
build: setup-run
	@[ -f build/release/CMakeCache.txt ] || cmake --preset release -DKETNAP_TESTS=OFF -DKETNAP_BENCH=OFF
	@cmake --build build/release --target ketnap

web: setup-run
	@$(ENV) tools/web_build.sh

# build/package/ketnap_VERSION_ARCH.deb
package: build web
	@cpack --config build/release/CPackConfig.cmake -B build/package
	@rm -rf build/package/_CPack_Packages

test: setup-test
	@$(ENV) python3 -B tools/run_tests.py

test-full: setup-full
	@$(ENV) python3 -B tools/run_tests.py --full

# A thousand kills of a server under load: some minutes.
crash: setup-test
	@$(ENV) python3 -B tools/run_tests.py --only kills --kills 1000

lint: setup-test
	@$(ENV) python3 -B tools/run_tests.py --only lint

# Files changed since SINCE (a commit, tag or branch); the last 20 commits when it is not said.
tidy: setup-full
	@tools/tidy.py $(SINCE)

coverage: setup-full
	@tools/coverage.py

format: setup-test
	@tools/check_format.sh --fix

bench: setup-test
	@$(ENV) python3 -B tools/bench.py

clean:
	rm -rf build web/dist
