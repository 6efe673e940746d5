"""The real settings, with the addresses of the bench."""

from kepatuhan.settings import *

ROOT_URLCONF = "tests.bench._floor_urls"
