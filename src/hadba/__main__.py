"""``python -m hadba``."""

from hadba.cli.main import main

if __name__ == "__main__":
    main()
