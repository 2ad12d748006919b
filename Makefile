# The experiments. Each is a program of its own; artifact has them all.
EXPERIMENTS := $(notdir $(wildcard Sources/Programs/*))
# Studies of one's own, which artifact new-study makes.
STUDIES := $(filter-out Package.%,$(notdir $(wildcard Studies/*)))
# SwiftPM writes such paths into JSON as they are, and cannot read them again.
$(if $(findstring ",$(CURDIR)),$(error $(CURDIR): Swift cannot build in a folder with " in its path; rename the folder))

# The compiler does not run without the folder of temporary files that it is told; with none it takes /tmp.
ifneq ($(TMPDIR),)
ifeq ($(wildcard $(TMPDIR)/.),)
unexport TMPDIR
endif
endif

# The targets others build on.
LIBRARIES := AtomicFiles RandomGenerators Kernels Autodiff NeuralNetworks Datasets Training ManifoldLearning Statistics Plotting Artifact

# An instruction set other than this machine's, as in ARCH=x86-64-v3: built apart, same results.
ARCH ?=
# How many runs are computed at once; all cores when empty.
THREADS ?=
# Anything: other libraries are measured too, which downloads about 3 GB once.
PEERS ?=
# How much check, why, sweep and merge are about: paper or quick.
SCALE ?= paper
# One experiment, as in: make why EXPERIMENT=pooling.
EXPERIMENT ?=
# Part of a figure's name, as in: make check FIGURE=pooling.
FIGURE ?=
# What a check at quick scale compares with: the figures of this commit.
BASE ?= HEAD
# Where finished runs are, as in: make sweep SHARD=1/3 RESULTS=shard-1.
RESULTS ?= $(if $(filter quick,$(SCALE)),build/quick/results,results)
# The instruction sets that make dist builds for.
DIST_LEVELS ?= x86-64-v2 x86-64-v3 x86-64-v4
# Where make test-dist tries them, as in: make test-dist SUITES="bookworm noble", which are Debian 12 and Ubuntu 24.04.
SUITES ?= bookworm
# Seconds after which make test ends its unit tests, which include the build: a deadlock is an error.
TEST_LIMIT ?= 5400
# What test-same-program builds.
PRODUCT ?= mnist1d
# A folder for pictures, as in: make test-report SCREENSHOTS=build/shots.
SCREENSHOTS ?=
# Where make install puts things, and what goes before it, as packagers want it.
PREFIX ?= /usr/local
DESTDIR ?=
# Further options for an experiment, as in: make benchmarks ARGS="--seeds 1 2 3". ARGS and FROM are words of a shell, which runs what is
# in them: give them nothing that a stranger chose, such as the title of a pull request. All other variables are taken as they are, if they
# come by the environment; what stands on the command line make itself expands.
ARGS ?=

# A text as one word of the shell, whatever is in it, as in: $(call quoted,$(value FIGURE)). value leaves what make would expand.
quoted = '$(subst ','\'',$(1))'
# What goes to its destination.
INSTALLED = $(value DESTDIR)$(value PREFIX)

SCRATCH := .build$(if $(ARCH),-$(ARCH))
BIN := $(SCRATCH)/release
SWIFT := $(if $(ARCH),ARCH=$(ARCH),env -u ARCH) swift
SWIFT_OPTIONS := -c release --scratch-path $(SCRATCH)
THREADS_OPTION = $(if $(value THREADS),--threads $(call quoted,$(value THREADS)))
RUN_OPTIONS = $(THREADS_OPTION) $(ARGS)
# The experiment that was named, as one word, or nothing.
NAMED = $(if $(value EXPERIMENT),$(call quoted,$(value EXPERIMENT)))
# Experiments in one process, as in: $(RUN) pooling --scale quick. All where none is named.
RUN := $(BIN)/artifact run
QUICK_CHECKSUMS := Tests/Fixtures/quick.sha256
# One make test at a time in build/test, as in: $(LOCKED) 'command'.
LOCKED = mkdir -p build && $(BIN)/artifact lock build/test.lock sh -c
# The quick pipeline from nothing, so that no result of older code is taken for one of this code.
FRESH_QUICK = rm -rf build/test && \
	$(RUN) --scale quick $(THREADS_OPTION) --results build/test/results --figures build/test/figures

# Numbers of results in the pages that people read.
PAGES := README.md docs/claims.md docs/cluster.md docs/determinism.md docs/robustness.md docs/speed.md
CHECK_PAGES = for page in $(PAGES); do scripts/fill-in $$page --check || exit 1; done
FILL_IN = for page in $(PAGES); do scripts/fill-in $$page || exit 1; done
# What the results say, from figures/ alone: claims, tables, report.html, paper.pdf where pdflatex is or can be installed, README.md.
MAKE_PAPER = $(BIN)/artifact report && scripts/setup paper && scripts/typeset paper/paper.tex && $(FILL_IN)

.DEFAULT_GOAL := help
# What is stale is decided by the contents of results, never by time stamps.
.PHONY: all quick test test-strict test-arm64 test-arm64-kernels test-x86-64-v2 test-versioned dist test-dist wheel test-wheel lint check-pages test-dependent test-same-program test-report test-python man install figures readme quick-checksums bench determinism fuzz attack inject sanitize mnist cifar10 tsne-full-mnist docs setup artifact build help clean paper $(EXPERIMENTS) $(STUDIES)
.PHONY: check fuzz-parameters why adopt recompute redraw runs sweep merge slurm-test scaling need-SHARD need-FROM
# Experiments use all cores themselves, and share them.
.NOTPARALLEL:

help: ## this text
	@scripts/help Makefile $(EXPERIMENTS)

all: artifact ## set-up if needed, build, the experiments at paper scale, figures, tables and the paper
	@$(RUN) --scale paper $(RUN_OPTIONS)
	@$(if $(MNIST_DIR),$(RUN) tsne mnist-benchmarks transfer --data full $(RUN_OPTIONS))
	@$(if $(MNIST_DIR),$(RUN) mnist-benchmarks --data full --settings $(RUN_OPTIONS))
	@$(if $(CIFAR_DIR),$(RUN) transfer --data cifar10 $(RUN_OPTIONS))
	@$(MAKE_PAPER)
	@echo 'paper/report.html: all figures with their findings; open it in a browser'

quick: artifact ## the same pipeline at quick scale, into build/quick
	@$(RUN) --scale quick $(RUN_OPTIONS)
	@$(if $(ARGS),,$(BIN)/artifact report --figures build/quick/figures --quick-page build/quick/report.html \
		--figures-link figures --docs-link ../../docs)

test: setup lint ## set-up if needed, unit tests, the quick pipeline against its checksums
	scripts/within $(call quoted,$(value TEST_LIMIT)) $(SWIFT) test $(SWIFT_OPTIONS) --disable-testable-imports  # the same build as the programs
	@$(LOCKED) '$(FRESH_QUICK) && scripts/compare-checksums build/test/figures $(QUICK_CHECKSUMS)'
	@scripts/check-run-files $(SCRATCH)
	@$(BIN)/artifact report --check
	@$(CHECK_PAGES)

test-strict: setup ## all code type-checked with warnings as errors and with the search of older compilers
	$(SWIFT) build $(SWIFT_OPTIONS) --build-tests
	@scripts/test-strict $(SCRATCH)

test-arm64: ## cross-built for 64-bit Arm and run under emulation: unit tests, the quick pipeline; 40 minutes, Debian, root
	@scripts/test-arm64 build/arm64
	@$(FILL_IN)

test-x86-64-v2: artifact ## three programs built for processors without AVX2 and FMA: their quick tables and how slow; into docs/
	@scripts/build-for x86-64-v2 artifact
	@scripts/test-x86-64-v2 $(BIN) .build-for-x86-64-v2/release building-mnist1d tsne metalearn-learning-rate
	@$(FILL_IN)

test-arm64-kernels: ## the numerical kernels alone on an emulated Arm, compiled with the compiler at hand; two minutes
	@scripts/test-arm64-kernels

lint: ## the layout of all Swift code against .swift-format, in seconds
	@scripts/lint

test-dependent: setup ## a package that depends on this one, built and run from nothing: it trains a model
	@scripts/test-dependent

test-same-program: ## a program built twice in one folder is the same, and how it differs in a folder of another name; PRODUCT=mnist1d
	@scripts/test-same-program $(call quoted,$(PRODUCT))

test-versioned: setup ## the same by address and version, with and without a toolset; how long a training takes in each
	@scripts/test-versioned

dist: setup ## programs for machines without Swift, from v2 to v4 of x86-64, as a tarball in build/dist
	@EXPERIMENTS="$(EXPERIMENTS)" scripts/dist $(DIST_LEVELS)

wheel: dist ## the same as a Python wheel in build/dist: pip install gives the commands mnist1d and artifact
	@scripts/wheel build/dist/mnist1d-artifact-linux-$$(uname -m)

test-wheel: ## the wheel of make wheel in a fresh virtual environment of Python
	@scripts/test-wheel

test-dist: ## the tarball of make dist in bare roots of Debian, which is root's work: the quick pipeline against its checksums
	@scripts/test-dist $(SUITES)

test-python: build ## Examples/python with PyTorch, which is installed: the same predictions as in Swift, from the same files
	@scripts/test-python $(BIN)

test-report: ## report.html and docs/play.html in a browser, which is installed; SCREENSHOTS=folder also takes pictures
	@SCREENSHOTS=$(call quoted,$(value SCREENSHOTS)) scripts/test-report

check: artifact ## what in figures/ differs from a fresh run; FIGURE=name for one; SCALE=quick BASE=commit: from that commit's
	@scripts/check $(BIN) $(call quoted,$(value SCALE)) $(call quoted,$(value FIGURE)) $(call quoted,$(value BASE)) $(NAMED)

why: artifact ## which runs and figures are stale or missing, and what changed; EXPERIMENT=name for one
	@$(BIN)/artifact why --scale $(call quoted,$(value SCALE)) --results $(call quoted,$(RESULTS)) $(NAMED)

adopt: artifact ## take over runs of older code after computing a sample of each kind again, if it has the same bits
	@$(RUN) $(NAMED) --scale $(call quoted,$(value SCALE)) --results $(call quoted,$(RESULTS)) --adopt $(RUN_OPTIONS)

runs: artifact ## one line per run, identity, experiment and label, into runs.list beside the results
	@$(BIN)/artifact runs --scale $(call quoted,$(value SCALE)) --results $(call quoted,$(RESULTS)) $(NAMED)

sweep: need-SHARD artifact ## one of n machines' part of all runs: SHARD=i/n; merge puts them together
	@$(RUN) $(NAMED) --scale $(call quoted,$(value SCALE)) --results $(call quoted,$(RESULTS)) --shard $(call quoted,$(value SHARD)) $(RUN_OPTIONS)

merge: need-FROM runs ## what machines computed into one results/: FROM="folder folder"; lists what is still missing
	@$(BIN)/artifact merge $(FROM) --into $(call quoted,$(RESULTS)) --runs $(call quoted,$(RESULTS)/runs.list)

slurm-test: artifact ## sweeps of the quick pipeline on a Slurm of one node, installed and started for it; into docs/
	@scripts/slurm-test
	@$(FILL_IN)

scaling: artifact ## how long all runs take on 1 to 16 cores, from the times that single runs took; into docs/
	@$(BIN)/artifact scaling --results $(call quoted,$(RESULTS)) --into Benchmarks
	@$(FILL_IN)

redraw: artifact ## draw again from the tables in figures/, which needs no results
	@$(RUN) --redraw $(RUN_OPTIONS)

figures: artifact ## draw again from existing results
	@$(RUN) --scale paper --render-only $(RUN_OPTIONS)
	@$(MAKE_PAPER)

paper: artifact ## claims, tables, report.html and paper.pdf from figures/, and README.md
	@$(MAKE_PAPER)

check-pages: ## whether the numbers in README.md and docs/ are those of the results
	@$(CHECK_PAGES)

readme: ## put the numbers of results into README.md and docs/
	@$(FILL_IN)

quick-checksums: artifact ## accept the quick pipeline's present data as what make test expects
	@$(LOCKED) '$(FRESH_QUICK) && scripts/compare-checksums build/test/figures $(QUICK_CHECKSUMS) --write'

mnist: ## download the full MNIST into Data/mnist; MNIST_DIR=Data/mnist then makes experiments use it
	@scripts/fetch-mnist Data/mnist

cifar10: ## download CIFAR-10 into Data/cifar10; CIFAR_DIR=Data/cifar10 then makes the transfer use it
	@scripts/fetch-cifar10 Data/cifar10

tsne-full-mnist: artifact ## t-SNE of the 70000 images in MNIST_DIR, which make all includes where MNIST_DIR is set
	@$(RUN) tsne --data full $(RUN_OPTIONS)

bench: setup ## speed of the core, into build/speed; PEERS=1: beside PyTorch, JAX and others, into Benchmarks and README.md
	$(SWIFT) build $(SWIFT_OPTIONS) --product speed
	@$(if $(PEERS),scripts/install-peers)
	@$(BIN)/speed $(if $(PEERS),--peers build/peers/bin/python --output Benchmarks) $(ARGS)
	@$(if $(PEERS),$(FILL_IN))

determinism: artifact ## the quick pipeline in every way that must not matter: a table of checksums, into docs/
	@scripts/build-for x86-64-v3 artifact
	@scripts/determinism $(BIN) .build-for-x86-64-v3/release
	@$(FILL_IN)

recompute: ## 20 claims at random, computed again in Python with SciPy from the tables in figures/; ARGS="--count 0" for all
	@python3 Tests/Recomputation/claims.py figures $(ARGS)

fuzz: setup ## a million damaged files for each reader; results into docs/
	$(SWIFT) build $(SWIFT_OPTIONS) --product fuzz
	@$(BIN)/fuzz $(if $(ARGS),$(ARGS),--table Benchmarks/fuzz.md)
	@$(FILL_IN)

fuzz-parameters: build ## every parameter of every experiment at its extremes, alone and in pairs; ARGS="--pairs 0" is alone
	@scripts/fuzz-parameters $(BIN) $(if $(ARGS),$(ARGS),--pairs 100 --table Benchmarks/fuzz-parameters.md) $(EXPERIMENTS)
	@$(FILL_IN)

attack: build ## hostile use of all programs: a table of attacks and of those that succeeded, into docs/
	@scripts/attack $(BIN) $(if $(ARGS),$(ARGS),--table Benchmarks/attack.md)
	@$(FILL_IN)

inject: build ## every call to the system fails once in every way, in some commands; results into docs/
	@scripts/inject $(BIN) $(if $(ARGS),$(ARGS),--table Benchmarks/inject.md)
	@$(FILL_IN)

sanitize: setup ## the tests under the address and the thread sanitizer, into docs/
	@scripts/sanitize address thread
	@$(FILL_IN)

docs: setup ## documentation of the libraries' interfaces, into build/docs
	@mkdir -p build
	$(SWIFT) package $(SWIFT_OPTIONS) --allow-writing-to-directory build/docs generate-documentation \
		$(foreach name,$(LIBRARIES),--target $(name)) --enable-experimental-combined-documentation \
		--transform-for-static-hosting --output-path build/docs

man: build ## manual pages and shell completions of all programs, into build/share
	@$(BIN)/artifact manual --into build/share

install: man ## programs, manual pages and completions into PREFIX, /usr/local where it is not given; DESTDIR goes before it
	@install -d $(call quoted,$(INSTALLED)/bin) $(call quoted,$(INSTALLED)/share)
	@install -m 755 $(addprefix $(BIN)/,mnist1d artifact $(EXPERIMENTS)) $(call quoted,$(INSTALLED)/bin)
	@cp -R build/share/. $(call quoted,$(INSTALLED)/share)
	@echo $(call quoted,$(INSTALLED))": bin/, share/man/ and completions of mnist1d, artifact and $(words $(EXPERIMENTS)) experiments"

$(EXPERIMENTS): artifact
	@$(RUN) $@ --scale paper $(RUN_OPTIONS)

# A package of its own, so that a study that is broken breaks nothing else; in the same folder, so that the libraries are built once.
$(STUDIES): artifact
	$(SWIFT) build $(SWIFT_OPTIONS) --package-path Studies --scratch-path $(CURDIR)/$(SCRATCH) --manifest-cache none --product $@
	@$(RUN) $@ $(RUN_OPTIONS)

need-SHARD:
	@$(if $(SHARD),true,$(error expected SHARD=i/n, as in: make sweep SHARD=1/3))

need-FROM:
	@$(if $(FROM),true,$(error expected FROM="folder folder", as in: make merge FROM="machine-1/results machine-2/results"))

setup:
	@scripts/setup

artifact: setup
	$(SWIFT) build $(SWIFT_OPTIONS) --product artifact

build: setup
	$(SWIFT) build $(SWIFT_OPTIONS)

clean: ## remove what was built; results/ and figures/ stay
	rm -rf .build .build-* build
