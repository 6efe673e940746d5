"""The real settings, with the addresses of the bench."""

from kepatuhan.settings import *  # noqa: F403 - the real settings, whole

ROOT_URLCONF = "tests.bench._floor_urls"
