# Sextant: what you can make. `make demo` and `make test` need a Debian 12 and a Swift toolchain; they install the rest.
SHELL := /bin/bash
ARCH := $(shell uname -m)
# Swift code gets AVX2 and popcnt where the processor has them; the baseline build stays correct without.
ifeq ($(ARCH),x86_64)
  ifneq ($(shell grep -m1 -c avx2 /proc/cpuinfo),0)
    FAST := -Xcc -march=haswell
  endif
endif
RELEASE := .build/release-build
BINARY := $(RELEASE)/release/sextant
CHECK ?=
PERSONS ?= 50000
SEED ?= 2026
DAYS ?= 400
UN_LIST ?=
ALLOCATOR ?=
SECONDS ?= 60

MODELS ?= .models
YEAR ?= auto

.PHONY: models all demo simulate scenarios test test-simulation test-slow fuzz bench bench-check contract format lint docs packages build clean browser

all: build

## packages: Debian packages that are missing are installed (as root, or with sudo)
packages:
	@scripts/install-packages.sh

## build: the release binary
build: packages
	swift build -c release --product sextant --scratch-path $(RELEASE) $(FAST)

## demo: a synthetic world, a shift of 1,000 border checks over HTTP, then the page at http://127.0.0.1:8080 (CHECK=1: stop after the shift)
demo: build
	$(BINARY) demo --persons $(PERSONS) $(if $(CHECK),--check) $(if $(UN_LIST),--un-list "$(UN_LIST)")

## simulate: a synthetic Schengen through DAYS days, every invariant checked at the end (SEED=… PERSONS=… DAYS=…)
simulate: build
	$(BINARY) simulate --seed $(SEED) --persons $(PERSONS) --days $(DAYS)

## scenarios: the traps of the law, played as stories
scenarios: build
	$(BINARY) scenario play --quiet

## test: every test, then the simulated year: 5,000 persons × 400 days × three seeds (YEAR=no: without it)
test: packages
	YEAR=$(YEAR) scripts/test.sh $(FAST)

## test-simulation: the simulated year alone, with the release binary (PERSONS=… DAYS=… SEEDS="…")
test-simulation: build
	PERSONS=$(if $(filter 50000,$(PERSONS)),5000,$(PERSONS)) DAYS=$(DAYS) scripts/test-simulation.sh $(BINARY) simulate

## test-slow: everything, and what takes long besides: planted mistakes in the simulated year
test-slow: packages
	SEXTANT_LONG=1 YEAR=yes scripts/test.sh $(FAST)

## fuzz: libFuzzer over each parser of Biometrics and over Matching, a minute each (SECONDS=… for another time); `make test` replays its corpus
fuzz: packages
	Benchmarks/biometrics/fuzz $(SECONDS)
	Benchmarks/identity/fuzz $(SECONDS)

## bench-check: border checks a second on 1,000,000 persons (PERSONS=… for fewer; ALLOCATOR=…/libjemalloc.so.2 for another allocator)
bench-check: build
	$(if $(ALLOCATOR),LD_PRELOAD=$(ALLOCATOR)) $(BINARY) bench check --persons $(if $(filter 50000,$(PERSONS)),1000000,$(PERSONS))

## bench: all measurements that need no data from elsewhere
bench: bench-check

## models: what the learnt fingerprint extractor needs, from PyPI into MODELS (.models); FACES=1: the dlib face encoder too
models:
	sh Benchmarks/biometrics/install-models $(MODELS)
	$(if $(FACES),sh Benchmarks/biometrics/install-face-models $(MODELS))

## contract: schemathesis against a running server
contract: build
	python3 Tests/Contract/contract.py $(BINARY)

## browser: pages driven in headless Chromium by keyboard, pictures in var/pictures (needs chromium, chromium-driver, selenium)
browser: build
	PERSONS=$(if $(filter 50000,$(PERSONS)),2000,$(PERSONS)) scripts/browser.sh $(BINARY)

## format, lint: swift format with the project's configuration
format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift
lint:
	swift format lint --recursive --parallel Sources Tests Package.swift

## docs: the API description and the table of rights as files
docs: build
	scripts/docs.sh $(BINARY)

clean:
	rm -rf .build var
