# The two commands a newcomer needs are `make run` and `make test`; each installs what is missing first.
export DATALAB_TOOLS := $(CURDIR)/.tools/bin
SWIFT_BUILD := swift build -c release

.PHONY: run test build lint format clean

run:
	Scripts/setup build run
	$(SWIFT_BUILD) --product datalab
	Scripts/run-example

test:
	Scripts/setup build run test
	$(SWIFT_BUILD) --build-tests
	swift test -c release --skip-build

build:
	Scripts/setup build
	$(SWIFT_BUILD) --product datalab

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build .artifacts
