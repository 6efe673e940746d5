"""Work that goes on behind the answer: letters."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from agencies.models import User


@task()
def send_password_letter(user_id: int) -> None:
    """Send a person the link that sets a new password.

    The link is made here and not where the letter was asked for, so that no stored task ever holds a key to an account.
    """
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if person is None:
        return
    path = reverse(
        "password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
            "token": default_token_generator.make_token(person),
        },
    )
    body = render_to_string(
        "agencies/letters/password.txt",
        {
            "person": person,
            "address": f"{settings.SITE_URL.rstrip('/')}{path}",
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        },
    )
    send_mail("Atur kata sandi Kepatuhan", body, settings.DEFAULT_FROM_EMAIL, [person.email])
