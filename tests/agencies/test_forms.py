"""Signing in, guessing, and asking for a new password."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import login
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from time_machine import travel

from agencies.forms import PasswordResetByTaskForm, SignInForm
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(address, password, *, ip="10.0.0.1"):
    values = {"username": address, "password": password}
    request = RequestFactory().post("/", values, REMOTE_ADDR=ip)
    request.session = SessionStore()
    form = SignInForm(request, data=values)
    if not form.is_valid():
        return None
    login(request, form.get_user())
    return form.get_user()


@pytest.mark.parametrize("address", ["sari@contoh.go.id", "Sari@Contoh.GO.ID", "  sari@contoh.go.id "])
def test_capitals_in_the_address_do_not_matter(sari, address):
    assert sign_in(address, PASSWORD) == sari


def test_what_is_wrong_is_not_told_apart(sari, yusuf):
    yusuf.is_active = False
    yusuf.save()
    messages = set()
    for address, password in (
        ("sari@contoh.go.id", "salah"),
        ("tak-ada@contoh.go.id", PASSWORD),
        ("yusuf@contoh.go.id", PASSWORD),
    ):
        values = {"username": address, "password": password}
        form = SignInForm(RequestFactory().post("/", values), data=values)
        assert not form.is_valid()
        messages.add(str(form.errors))
    assert len(messages) == 1


def test_five_guesses_close_the_door_for_a_quarter_of_an_hour(sari, andi):
    now = timezone.now()
    with travel(now, tick=False):
        for address in ("sari@contoh.go.id", "SARI@contoh.go.id", "Sari@contoh.go.id", "sari@CONTOH.go.id"):
            assert sign_in(address, "tebakan") is None
        assert sign_in("sari@contoh.go.id", "tebakan") is None
        assert sign_in("sari@contoh.go.id", PASSWORD) is None
        assert sign_in("andi@contoh.go.id", PASSWORD) == andi
        assert sign_in("sari@contoh.go.id", PASSWORD, ip="10.0.0.2") == sari
    with travel(now + timedelta(minutes=16), tick=False):
        assert sign_in("sari@contoh.go.id", PASSWORD) == sari


def test_signing_in_forgets_earlier_slips(sari):
    for _ in range(4):
        assert sign_in("sari@contoh.go.id", "keliru") is None
    assert sign_in("sari@contoh.go.id", PASSWORD) == sari
    for _ in range(4):
        assert sign_in("sari@contoh.go.id", "keliru") is None
    assert sign_in("sari@contoh.go.id", PASSWORD) == sari


def ask_for_a_letter(address):
    form = PasswordResetByTaskForm({"email": address})
    assert form.is_valid()
    form.save(request=RequestFactory().post("/", headers={"host": "localhost"}))


def test_a_letter_is_sent_after_the_request_is_saved(sari, settings, django_capture_on_commit_callbacks):
    settings.SITE_URL = "https://kepatuhan.contoh.go.id"
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_a_letter("SARI@contoh.go.id")
        assert mail.outbox == []
    letter = mail.outbox[0]
    assert letter.to == ["sari@contoh.go.id"]
    link = re.search(r"https://kepatuhan\.contoh\.go\.id/[\w-]+/\w+/([\w-]+)/", letter.body)
    assert default_token_generator.check_token(sari, link[1])
    assert "berlaku 72 jam" in letter.body


def test_nothing_is_sent_for_work_that_was_undone(sari, django_capture_on_commit_callbacks):
    class UndoneError(Exception):
        pass

    def undone():
        with transaction.atomic():
            ask_for_a_letter("sari@contoh.go.id")
            raise UndoneError

    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(UndoneError):
        undone()
    assert callbacks == []
    assert mail.outbox == []


def test_an_unknown_address_gets_the_same_answer_and_no_letter(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_a_letter("tak-ada@contoh.go.id")
    assert mail.outbox == []


def test_a_closed_account_gets_no_letter(sari, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_a_letter("sari@contoh.go.id")
        sari.is_active = False
        sari.save()
    assert mail.outbox == []


def test_someone_invited_without_a_password_gets_a_letter(sari, django_capture_on_commit_callbacks):
    sari.set_unusable_password()
    sari.save()
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_a_letter("sari@contoh.go.id")
    assert len(mail.outbox) == 1


def test_a_stored_task_holds_no_key_to_an_account(sari, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult  # only meaningful with the setting above

    with django_capture_on_commit_callbacks(execute=True):
        ask_for_a_letter("sari@contoh.go.id")
    assert DBTaskResult.objects.get().args_kwargs == {"args": [sari.pk], "kwargs": {}}
