"""Every bad variable is refused in one sentence that names it; production starts only when all is set."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kepatuhan.environment import Environment

PRODUCTION = {
    "KEPATUHAN_MODE": "production",
    "SECRET_KEY": "jembatan-ampera-9f3kq7Zx-sungai-musi-2vB8wLp0-palembang-Tn4",
    "ALLOWED_HOSTS": "kepatuhan.example.go.id",
    "SITE_URL": "https://kepatuhan.example.go.id",
    "DATABASE_URL": "postgres://kepatuhan:secret@db.example.go.id:5432/kepatuhan",
    "EMAIL_URL": "smtp+tls://mail.example.go.id:587",
    "CONTACT_KEYS": "dGlnYSBwdWx1aCBkdWEgYnl0ZSBrdW5jaSBjb250b2g=",
    "DEFAULT_FROM_EMAIL": "Kepatuhan <kepatuhan@example.go.id>",
}


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Build the environment from these variables alone, in an empty folder."""

    def build(**variables: str) -> Environment:
        for name in (*PRODUCTION, "VAR_DIR", "DEBUG", "PORT", "LOG_LEVEL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return Environment(tmp_path)

    return build


def read_everything(env: Environment) -> None:
    env.debug()
    env.secret_key()
    env.hosts()
    env.site_url()
    env.database()
    env.email()
    env.contact_keys()
    env.required("DEFAULT_FROM_EMAIL", why="set it to the sender of letters")
    env.number("PORT", default=8000, at_least=1)
    env.choice("LOG_LEVEL", default="WARNING", among=("INFO", "WARNING"))


def test_a_newcomer_needs_no_variable(environment, tmp_path):
    env = environment()

    read_everything(env)

    assert env.hosts() == ["localhost", "127.0.0.1", "[::1]"]
    assert env.site_url() == "http://127.0.0.1:8000"
    assert env.database()["NAME"] == str(tmp_path / "var/kepatuhan.sqlite3")
    assert env.email()["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


def test_a_variable_set_to_nothing_counts_as_not_set(environment):
    read_everything(environment(**dict.fromkeys([*PRODUCTION, "DEBUG", "PORT", "LOG_LEVEL", "VAR_DIR"], "")))


def test_an_env_file_beside_manage_py_is_read(environment, tmp_path):
    (tmp_path / ".env").write_text("PORT=8123\n")

    assert environment().site_url() == "http://127.0.0.1:8123"


def test_the_local_key_is_random_kept_and_for_its_owner_only(environment, tmp_path):
    key = environment().secret_key()

    assert len(key) >= 50
    assert environment().secret_key() == key
    assert (tmp_path / "var/secret_key").stat().st_mode & 0o077 == 0


def test_sqlite_takes_its_write_lock_at_the_start_of_a_transaction(environment):
    assert environment().database()["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_complete_production_environment_is_accepted(environment):
    read_everything(environment(**PRODUCTION))


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"KEPATUHAN_MODE"}))
def test_production_does_not_start_without(name, environment):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not set: set it to .*[.]$"):
        read_everything(environment(**(PRODUCTION | {name: ""})))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "pendek", "SECRET_KEY is easy to guess: set a random text of 50"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is easy to guess"),
        ("ALLOWED_HOSTS", "kepatuhan.go.id,*", "ALLOWED_HOSTS allows every host"),
        ("SITE_URL", "http://kepatuhan.example.go.id", "SITE_URL is .* starts with https://"),
        ("DATABASE_URL", "sqlite:///kepatuhan.sqlite3", "DATABASE_URL is SQLite: production needs PostgreSQL"),
        ("DEBUG", "true", "DEBUG is on in production"),
    ],
)
def test_production_refuses(name, value, sentence, environment):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read_everything(environment(**(PRODUCTION | {name: value})))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("KEPATUHAN_MODE", "prod", "KEPATUHAN_MODE is 'prod': set it to 'local' or to 'production'"),
        ("DEBUG", "maybe", "DEBUG is 'maybe': set it to 'true' or to 'false'"),
        ("PORT", "http", "PORT is 'http': set it to a whole number, at least 1"),
        ("PORT", "0", "PORT is '0'"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL is 'LOUD': set it to one of INFO, WARNING"),
        ("SITE_URL", "kepatuhan.go.id", "SITE_URL is 'kepatuhan.go.id'"),
        ("DATABASE_URL", "mysql://localhost/kepatuhan", "DATABASE_URL starts with 'mysql': set it to postgres://"),
        ("DATABASE_URL", "postgres://user:pass@host:port/name", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "postgres://user:pass@host:5432/", "DATABASE_URL names no database: end it with /name"),
        ("EMAIL_URL", "mail.example.go.id", "EMAIL_URL starts with 'mail.example.go.id': set it to smtp"),
        ("EMAIL_URL", "smtp://mail.example.go.id:mail", "EMAIL_URL cannot be read"),
        ("CONTACT_KEYS", "rahasia", "CONTACT_KEYS holds something that is no key"),
        ("VAR_DIR", "/proc/kepatuhan", "VAR_DIR cannot be made .*: set it to a folder that may be written"),
    ],
)
def test_a_bad_variable_is_refused_in_one_sentence(name, value, sentence, environment):
    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        read_everything(environment(**{name: value}))

    assert "\n" not in str(refusal.value)
