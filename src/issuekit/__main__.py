"""``python -m issuekit`` is the same as ``issuekit``."""

from issuekit.cli.main import main

if __name__ == "__main__":
    main()
