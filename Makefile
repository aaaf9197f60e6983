# The product's door: `make demo` and `make test`. Needs Python 3.11+ and make; finds uv or puts it in .uv.
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)

.PHONY: setup demo test lint docs bench

setup: .venv/.made

.venv/.made: requirements.lock pyproject.toml
	@command -v $(UV) >/dev/null 2>&1 || { python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check uv; }
	@test -x .venv/bin/python || $(UV) venv --quiet --no-python-downloads .venv
	@$(UV) pip install --quiet --python .venv --require-hashes --requirements requirements.lock
	@$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	@.venv/bin/onrecord demo

test: setup
	@.venv/bin/pytest

lint: setup
	.venv/bin/ruff check src tests training bench docs vendor
	.venv/bin/ruff format --check src tests training bench docs vendor
	.venv/bin/mypy
	.venv/bin/lint-imports

# The generated pages: cli.md, schema.md.
docs: setup
	.venv/bin/python docs/generate.py

bench: setup
	.venv/bin/python bench/speed.py

# Dependencies with hashes; no registry's address.
requirements.lock: pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --group dev pyproject.toml --output-file $@
