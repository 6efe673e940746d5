#!/usr/bin/env python
"""The way in for every command; set-up mistakes end here in one sentence."""

import os
import sys


def main() -> None:
    """Run the command of the command line; exit 2 with one sentence when the set-up is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepatuhan.settings")
    try:
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError as missing:
        sys.exit(f"Library '{missing.name}' is not installed: run `make setup`, then .venv/bin/python manage.py.")
    try:
        settings.configured or settings.DEBUG  # noqa: B018 - reading one setting loads them all
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as mistake:
        print(mistake, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
