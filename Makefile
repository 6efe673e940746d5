# The commands of the project; each is one short script in bin/.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-pg check bench bench-loss format lock

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install what the application needs into .venv
	@bin/setup

run: ## prepare the data and serve http://127.0.0.1:8000 (PORT=8001 for another port)
	@bin/run

test: ## the whole suite on SQLite, with the browser journeys
	@bin/test

test-pg: ## the suite, without the browser, on a PostgreSQL 15 of its own
	@bin/test-pg

check: ## format, lint, types, import contracts, templates, migrations, production settings
	@bin/check

bench: ## speed of the heavy work, as ratios to a floor measured in the same run
	@bin/bench

bench-loss: ## kill browser, server and network while answers are entered, and count (ROUNDS=1000 for a long run)
	@bin/bench-loss

format: ## put Python and templates into the format that check asks for
	@bin/format

lock: ## resolve requirements*.txt into the lock files
	@bin/lock
