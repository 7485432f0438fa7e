# The two commands a newcomer needs are `make run` and `make test`; each installs what is missing first.
export DATALAB_TOOLS := $(CURDIR)/.tools/bin
# Without debugging information, which takes a seventh of a build: backtraces still name the functions.
SWIFT_BUILD := swift build -c release -debug-info-format none

.PHONY: run test pages build-tests bench build install release try-release lint format fuzz clean

# Without TLS, whose C library takes a fifth of the time: the example is served on this machine only.
run: export DATALAB_TLS := off
run:
	Scripts/setup build run
	$(SWIFT_BUILD) --product datalab
	$(SWIFT_BUILD) --product appstore
	Scripts/run-example

test:
	Scripts/setup build run test
	$(MAKE) build-tests
	Scripts/run-tests

# The tests and what they need; 'swift build --build-tests' would build the examples of other packages too.
build-tests:
	Scripts/setup build
	$(SWIFT_BUILD) --product datalabPackageTests

# Pictures of every page of the AppStore, 360 and 1440 pixels wide, light and dark, in .artifacts/tests/appstore-*.png; and axe-core on each.
pages:
	Scripts/setup build run test
	$(MAKE) build-tests
	swift test -c release --skip-build --filter PageBrowserTests

# Needs root (buildah's overlay storage) and half an hour; `make bench BENCH="--quick"` a few minutes. docs/performance.md has more.
bench:
	Scripts/setup build run bench
	$(SWIFT_BUILD) --product datalab
	Benchmarks/bench $(BENCH)

build:
	Scripts/setup build
	$(SWIFT_BUILD) --product datalab
	$(SWIFT_BUILD) --product appstore

# Where the programs, their recipes, templates, manual pages and shell completions go.
PREFIX := /usr/local
install:
	Scripts/setup build run
	$(SWIFT_BUILD) --product datalab
	$(SWIFT_BUILD) --product appstore
	Scripts/install .build/release $(DESTDIR)$(PREFIX)

# Everything that can be installed, in dist/.
release: build
	Scripts/setup run release
	$(SWIFT_BUILD) --product ReleaseImage
	Scripts/release/make .build

# Tries what is in dist/ in fresh systems of Debian 12 and 13, as an ordinary user. Needs root, and some minutes the first time.
try-release:
	Scripts/setup build run release
	Scripts/release/try-wheel bookworm
	Scripts/release/try-wheel trixie
	Scripts/release/try-deb bookworm
	Scripts/release/try-deb trixie
	Scripts/release/try-ci trixie

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# Each fuzzer for this many seconds; what they found to be worth keeping stays in .artifacts/fuzz and is used again.
FUZZ_SECONDS := 600
fuzz:
	Scripts/setup build test
	$(SWIFT_BUILD) --target LayerArchive
	Scripts/fuzz zip $(FUZZ_SECONDS) .build/release
	Scripts/fuzz inflate $(FUZZ_SECONDS) .build/release

clean:
	rm -rf .build .artifacts dist
