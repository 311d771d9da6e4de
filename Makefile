# Two commands do everything, set-up included: make pdf, make test.
.PHONY: help pdf test coverage check docs bench clean

help:
	@echo "make pdf    make the newest issue's PDF in build/"
	@echo "make test   run all tests and linters"
	@echo "make check  check the newest issue"
	@echo "make docs   write docs/checks.md anew"
	@echo "make bench  run the benchmarks"
	@echo "make clean  delete what was generated"

pdf:
	@tools/prepare pdf
	.venv/bin/issuekit build

check:
	@tools/prepare pdf
	.venv/bin/issuekit check

test:
	@tools/prepare test
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest -q -n 2

# Twice as long as the tests alone: which lines and branches they run.
coverage:
	@tools/prepare test
	.venv/bin/python -m pytest -q -n 2 --cov --cov-report=term

docs:
	@tools/prepare pdf
	.venv/bin/issuekit explain --markdown > docs/checks.md

bench:
	@tools/prepare test
	for file in benchmarks/bench_*.py; do .venv/bin/python $$file || exit 1; done

clean:
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.* htmlcov
