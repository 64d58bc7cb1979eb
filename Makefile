# Mendmark: `make` prints every verb. Debian 12 with Swift 6.2 or later; as root, or with sudo.

# The one list of Debian packages. To build: the compiler's companions (a bare Debian lacks the libncurses that
# Swift's tools are linked with) and the C libraries.
PACKAGES_BUILD = ca-certificates git pkg-config binutils libc6-dev libstdc++-12-dev libncurses6 tzdata \
	libqrencode-dev libzbar-dev libzxing-dev libcairo2-dev libpango1.0-dev librsvg2-dev zlib1g-dev \
	libpng-dev libjpeg62-turbo-dev libwebp-dev libheif-dev libsqlite3-dev libcurl4-openssl-dev
# To print: a TrueType face with Chinese; poppler rasterises previews.
PACKAGES_RUN = fonts-wqy-microhei fonts-dejavu-core poppler-utils
# To test and to show: qpdf looks into PDFs, zbarimg reads them back, Chromium walks the pages, OpenSMTPD takes mail.
PACKAGES_TEST = qpdf zbar-tools curl chromium python3 python3-venv wrk gcc libimage-exiftool-perl \
	opensmtpd openssl
# To compare labels: another program; where it can't be installed, its rows say "absent".
PACKAGES_BENCH = glabels
# From PyPI, into a virtual environment under .build.
PYTHON_TEST = playwright==1.65.2 axe-playwright-python==0.1.8 pillow==13.0.0 pypdfium2==5.15.2 numpy==2.4.6
# To measure reading: what damages the photos, and other readers; in an environment of their own.
PYTHON_BENCH = numpy==2.4.6 opencv-contrib-python-headless==5.0.0.93 zxing-cpp==3.1.1 segno==1.6.6 pyquirc==0.2.0.post1

PACKAGES = $(PACKAGES_BUILD) $(PACKAGES_RUN) $(PACKAGES_TEST)
VENV = .build/python
VENV_BENCH = .build/bench-python
MENDMARK = .build/debug/mendmark
SERVE ?= 1

LONG_TESTS = SimulationTests|ServiceOracleTests|WeekTests
GATEWAY_TESTS = ^ScanGatewayTests\.

.DEFAULT_GOAL = help
.PHONY: help setup bench-peers bench-python build demo test check format serve bench bench-desk bench-labels bench-scan pictures \
	bench-tracking photo-sets soak week mail-week pages seams bombs photos fuzz five-stocks clean

help: ## print every verb
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | awk -F'|' '{printf "%-22s%s\n", $$1, $$2}'

setup: ## install the Debian and PyPI packages that are missing
	@Tests/Scripts/setup.sh "$(VENV)" "$(PYTHON_TEST)" $(PACKAGES)

bench-peers: setup
	@Tests/Scripts/setup.sh "$(VENV)" "$(PYTHON_TEST)" $(PACKAGES_BENCH) || \
		echo "bench: $(PACKAGES_BENCH) can't be installed: its rows will say absent"

build: setup ## build the debug executable, .build/debug/mendmark
	swift build

demo: build ## do the main job on the sample campus, then serve it (SERVE=0: stop there)
	@SERVE=$(SERVE) $(VENV)/bin/python Tests/Demo/demo.py

test: setup check ## pass every test, then the demo and a look for seams
	swift build --build-tests
	@# What computes, or starts many programs, keeps every core: apart from those that wait for answers.
	swift test --skip-build --skip '$(LONG_TESTS)|$(GATEWAY_TESTS)'
	swift test --skip-build --filter '$(GATEWAY_TESTS)'
	swift test --skip-build --filter '$(LONG_TESTS)'
	@Tests/Bombs/bombs.py --quick
	@Tests/Browser/run.sh
	@SERVE=0 $(VENV)/bin/python Tests/Demo/demo.py
	@$(VENV)/bin/python Tests/Scripts/seams.py --campus

check: ## format lint, import table, style
	swift format lint -r --strict Package.swift Sources Tests
	@Tests/Scripts/check-imports.py
	@Tests/Scripts/check-style.py

format: ## format every Swift file
	swift format -i -r Package.swift Sources Tests

serve: build ## serve the demo's site again
	MENDMARK_SITE=demo-site $(MENDMARK) serve

pages: build ## walk every page in Chromium, in both languages (WALKS="browser keys": only those)
	@Tests/Browser/run.sh $(WALKS)

pictures: build ## take the manual's pictures anew, in both languages (NAMES="board_page walked": only those)
	@$(VENV)/bin/python Tests/Pictures/pictures.py $(NAMES)

seams: build ## print sheets and look for seams and soft edges in three viewers' renderings
	@$(VENV)/bin/python Tests/Scripts/seams.py --campus

five-stocks: build ## prove every label of the sample campus on five stocks (NETBOX=DUMP.json: that one's too)
	@$(VENV)/bin/python Tests/Scripts/five-stocks.py --campus $(NETBOX)

bench: setup bench-peers bench-python ## every benchmark; writes Tests/Benchmarks/RESULTS.md and the plot that README shows
	@Tests/Benchmarks/report.py

bench-labels: setup bench-peers ## label sheets a second, bytes and memory, beside reportlab, fpdf2 and glabels
	@Tests/Benchmarks/Labels/bench.sh

bench-desk: setup ## durable reports a second over HTTP, beside the same rows written in C
	@Tests/Benchmarks/Desk/bench.sh

bench-scan: setup bench-python ## photos read beside other readers, wrong labels, chance, times (MENDMARK_CORPUS=DIR EVERY=4 PARTS=world)
	@Tests/Benchmarks/Scan/bench.sh

photo-sets: setup bench-python ## make the sets of photos that bench-scan reads, in .build/photo-sets
	swift build --product label-press
	@# The same names as bench-scan's, whose sets these are.
	@$(VENV_BENCH)/bin/python Tests/PhotoSets/make.py --press $(CURDIR)/.build/debug/label-press --output $(CURDIR)/.build/photo-sets

bench-python:
	@Tests/Scripts/setup.sh "$(VENV_BENCH)" "$(PYTHON_BENCH)"

bench-tracking: setup ## deadlines of 100,000 open tickets, one deadline, one routing decision
	@Tests/Benchmarks/Tracking/bench.sh

week: setup ## a week at the sample campus: selected tickets hour by hour, and the rates
	swift build --build-tests
	@swift test --skip-build --filter WeekTests | grep -v '^[◇✔↳]'

mail-week: build ## a week at the sample campus through the pages: every mail read from a real server, every link followed (as root; SABOTAGE=twice)
	@SABOTAGE=$(SABOTAGE) $(VENV)/bin/python Tests/Mail/week.py

soak: setup ## a million simulated desks and a million cases of service time, in release (SEEDS=20000 CASES=100000 FROM=1 SABOTAGE=all)
	@SEEDS=$(SEEDS) CASES=$(CASES) FROM=$(FROM) TRACE=$(TRACE) SABOTAGE=$(SABOTAGE) Tests/Soak/soak.py

bombs: build ## throw files that mean harm at the gateway: all are refused by name, none is decoded or kept
	@Tests/Bombs/bombs.py

photos: build ## nothing of 200 photos' metadata is kept, and what is kept is sealed; worker's hop; memory of 100 large photos
	@Tests/Photos/photos.sh

fuzz: ## fuzz header readers, forms and label codes with the address sanitizer (SECONDS=60 each, NAMES="headers forms labels")
	@Tests/Fuzz/fuzz.py $(or $(SECONDS),60) $(NAMES)

clean: ## remove what was built and the demo's site
	rm -rf .build demo-site
