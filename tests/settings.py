"""The settings of the suite: the real ones, read from an environment of the suite's own."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

# Each process (each xdist worker too) keeps its state in its own folder, gone when it ends.
_state = TemporaryDirectory(prefix="kepatuhan-tests-")
Path(_state.name, "static").mkdir()  # WhiteNoise looks for it
_sqlite = f"sqlite:///{_state.name}/kepatuhan.sqlite3"

# What a person's shell or .env says must not change what the suite finds.
NAMES = "ALLOWED_HOSTS BEHIND_PROXY CONTACT_KEYS DEBUG EMAIL_URL LOG_LEVEL PORT SECRET_KEY SIGNING_CERTIFICATE SITE_URL"
for name in NAMES.split():
    os.environ[name] = ""
os.environ["KEPATUHAN_MODE"] = "local"
os.environ["VAR_DIR"] = _state.name
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or _sqlite

from kepatuhan.settings import *  # noqa: E402
from kepatuhan.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the threads of the live server need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": f"{_state.name}/test.sqlite3"}

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
