"""The environment variables, each read once and refused in one sentence when wrong."""

import os
import secrets
from collections.abc import Collection
from pathlib import Path
from typing import Literal

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

Mode = Literal["local", "production"]


class Environment:
    """Typed access to the variables of one process; every error names the variable and what to set."""

    def __init__(self, base_dir: Path) -> None:
        self._env = environ.Env()
        environ.Env.read_env(base_dir / ".env")
        self.var_dir = base_dir / self.text("VAR_DIR", default="var")
        self.mode = self._mode()

    @property
    def is_production(self) -> bool:
        return self.mode == "production"

    def _mode(self) -> Mode:
        mode = self.text("KEPATUHAN_MODE", default="local")
        if mode == "local":
            return "local"
        if mode == "production":
            return "production"
        raise ImproperlyConfigured(f"KEPATUHAN_MODE is '{mode}': set it to 'local' or to 'production'.")

    def text(self, name: str, *, default: str = "") -> str:
        """The variable's text; one that is set to nothing counts as not set."""
        return str(self._env.str(name, default="")).strip() or default

    def required(self, name: str, *, why: str, local: str = "") -> str:
        """The variable's text; in local mode `local` stands in, in production it must be set."""
        value = self.text(name)
        if value:
            return value
        if self.is_production:
            raise ImproperlyConfigured(f"{name} is not set: {why}.")
        return local

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off"}:
            return False
        raise ImproperlyConfigured(f"{name} is '{value}': set it to 'true' or to 'false'.")

    def number(self, name: str, *, default: int, at_least: int = 0) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isdecimal() or int(value) < at_least:
            raise ImproperlyConfigured(f"{name} is '{value}': set it to a whole number, at least {at_least}.")
        return int(value)

    def choice(self, name: str, *, default: str, among: Collection[str]) -> str:
        value = self.text(name, default=default)
        if value in among:
            return value
        raise ImproperlyConfigured(f"{name} is '{value}': set it to one of {', '.join(among)}.")

    def hosts(self) -> list[str]:
        """ALLOWED_HOSTS: the host names that requests may ask for; in production named one by one."""
        names = self.required(
            "ALLOWED_HOSTS",
            why="set it to the host names that people type, separated by commas",
            local="localhost,127.0.0.1,[::1]",
        )
        hosts = [name.strip() for name in names.split(",") if name.strip()]
        if self.is_production and "*" in hosts:
            raise ImproperlyConfigured("ALLOWED_HOSTS allows every host: name those that people type, without '*'.")
        return hosts

    def site_url(self) -> str:
        """SITE_URL, without a slash at the end: what the links in letters start with."""
        url = self.required(
            "SITE_URL",
            why="set it to the address that links in letters start with, https://...",
            local=f"http://127.0.0.1:{self.number('PORT', default=8000, at_least=1)}",
        )
        schemes = ("https://",) if self.is_production else ("https://", "http://")
        if not url.startswith(schemes):
            raise ImproperlyConfigured(f"SITE_URL is '{url}': set it to an address that starts with {schemes[0]}.")
        return url.rstrip("/")

    def debug(self) -> bool:
        on = self.flag("DEBUG", default=False)
        if on and self.is_production:
            raise ImproperlyConfigured("DEBUG is on in production: take it out, it shows secrets to visitors.")
        return on

    def database(self) -> dict[str, object]:
        """The default database: DATABASE_URL, or the embedded SQLite file in local mode."""
        url = self.required(
            "DATABASE_URL",
            why="set it to the PostgreSQL address, postgres://user:password@host:5432/name",
            local=f"sqlite:///{self.var_dir / 'kepatuhan.sqlite3'}",
        )
        scheme = url.partition("://")[0]
        if scheme not in {"postgres", "postgresql", "sqlite"}:
            raise ImproperlyConfigured(
                f"DATABASE_URL starts with '{scheme}': set it to postgres://user:password@host:5432/name"
                " or sqlite:///path."
            )
        if scheme == "sqlite" and self.is_production:
            raise ImproperlyConfigured("DATABASE_URL is SQLite: production needs PostgreSQL, set postgres://...")
        try:
            config: dict[str, object] = dict(environ.Env.db_url_config(url))
        except ValueError as mistake:
            raise ImproperlyConfigured(
                f"DATABASE_URL cannot be read ({mistake}): write it as postgres://user:password@host:5432/name,"
                " with special characters of the password as %XX."
            ) from None
        if not config["NAME"]:
            raise ImproperlyConfigured("DATABASE_URL names no database: end it with /name.")
        if scheme == "sqlite":
            self._make_var_dir()
            # Deferred transactions fail by the thousand with "database is locked" under concurrent writers.
            config["OPTIONS"] = {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            }
        else:
            config["CONN_MAX_AGE"] = 60
            config["CONN_HEALTH_CHECKS"] = True
        return config

    def email(self) -> dict[str, object]:
        """The mail settings from EMAIL_URL; in local mode letters go to the console unless a server is named."""
        url = self.required(
            "EMAIL_URL",
            why="set it to the mail server, smtp+tls://user:password@host:587",
            local="consolemail://",
        )
        scheme = url.partition("://")[0]
        if scheme not in environ.Env.EMAIL_SCHEMES:
            raise ImproperlyConfigured(
                f"EMAIL_URL starts with '{scheme}': set it to smtp+tls://user:password@host:587 or consolemail://."
            )
        try:
            return dict(environ.Env.email_url_config(url))
        except ValueError as mistake:
            raise ImproperlyConfigured(
                f"EMAIL_URL cannot be read ({mistake}): write it as smtp+tls://user:password@host:587."
            ) from None

    def secret_key(self) -> str:
        """SECRET_KEY; in local mode a random key kept in the state folder, so no key is ever shared."""
        given = self.required("SECRET_KEY", why="set it to a long random text, 50 characters or more")
        if given:
            if self.is_production and (len(given) < 50 or len(set(given)) < 10):
                raise ImproperlyConfigured("SECRET_KEY is easy to guess: set a random text of 50 characters or more.")
            return given
        path = self.var_dir / "secret_key"
        if not path.exists():
            self._make_var_dir()
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        return path.read_text(encoding="ascii")

    def contact_keys(self) -> list[str]:
        """CONTACT_KEYS: the keys that seal people's contacts, newest first; in local mode one kept in the state folder.

        New contacts are sealed under the first key, old ones are opened by any. The last key also makes the
        fingerprints of numbers, so it stays last.
        """
        given = self.required(
            "CONTACT_KEYS", why="set it to one or more keys of 32 random bytes in base64, separated by commas"
        )
        keys = [key.strip() for key in given.split(",") if key.strip()]
        if not keys:
            path = self.var_dir / "contact_key"
            if not path.exists():
                self._make_var_dir()
                path.touch(mode=0o600)
                path.write_text(Fernet.generate_key().decode(), encoding="ascii")
            keys = [path.read_text(encoding="ascii")]
        for key in keys:
            try:
                Fernet(key)
            except ValueError:
                raise ImproperlyConfigured(
                    "CONTACT_KEYS holds something that is no key: each is 32 random bytes in base64."
                ) from None
        return keys

    def _make_var_dir(self) -> None:
        try:
            self.var_dir.mkdir(parents=True, exist_ok=True)
        except OSError as mistake:
            raise ImproperlyConfigured(
                f"VAR_DIR cannot be made ({self.var_dir}: {mistake.strerror}): set it to a folder that may be written."
            ) from None
        if not os.access(self.var_dir, os.W_OK):
            raise ImproperlyConfigured(f"VAR_DIR may not be written ({self.var_dir}): set it to a folder that may be.")
