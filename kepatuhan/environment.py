"""The environment variables, each read once and refused in one sentence when wrong."""

import secrets
from pathlib import Path
from typing import Literal

import environ
from django.core.exceptions import ImproperlyConfigured

Mode = Literal["local", "production"]


class Environment:
    """Typed access to the variables of one process; every error names the variable and what to set."""

    def __init__(self, base_dir: Path) -> None:
        self._env = environ.Env()
        environ.Env.read_env(base_dir / ".env")
        self.var_dir = Path(self.text("VAR_DIR", default=str(base_dir / "var")))
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
        return str(self._env.str(name, default=default)).strip()

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

    def words(self, name: str, *, default: str = "") -> list[str]:
        return [word.strip() for word in self.text(name, default=default).split(",") if word.strip()]

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
        config: dict[str, object] = dict(environ.Env.db_url_config(url))
        if scheme == "sqlite":
            self.var_dir.mkdir(parents=True, exist_ok=True)
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
        """The mail settings from EMAIL_URL; letters go to the console unless a server is named."""
        url = self.text("EMAIL_URL", default="consolemail://")
        scheme = url.partition("://")[0]
        if scheme not in environ.Env.EMAIL_SCHEMES:
            raise ImproperlyConfigured(
                f"EMAIL_URL starts with '{scheme}': set it to smtp+tls://user:password@host:587 or consolemail://."
            )
        return dict(environ.Env.email_url_config(url))

    def secret_key(self) -> str:
        """SECRET_KEY; in local mode a random key kept in the state folder, so no key is ever shared."""
        given = self.required("SECRET_KEY", why="set it to a long random text, 50 characters or more")
        if given:
            if self.is_production and len(given) < 50:
                raise ImproperlyConfigured("SECRET_KEY is too short: set a random text of 50 characters or more.")
            return given
        path = self.var_dir / "secret_key"
        if not path.exists():
            self.var_dir.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        return path.read_text(encoding="ascii")
