"""Signing in, choosing a new password, and asking for a letter that allows it."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm

from agencies.models import User
from agencies.services import send_password_letter_to


class SignInForm(AuthenticationForm):
    """An address, however it is capitalised, and a password; what is wrong is never told apart."""

    username = forms.EmailField(
        label="Alamat surel",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={"invalid": "Tulis alamat surel lengkap, misalnya nama@instansi.go.id."},
    )
    error_messages = {
        "invalid_login": "Alamat surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
        "inactive": "Alamat surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Kata sandi"
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_username(self) -> str:
        """The address as it is stored, so that guesses in other capitals count as guesses of the same person."""
        return str(self.cleaned_data["username"]).lower()


class PasswordResetByTaskForm(PasswordResetForm):
    """Sends the letter in the background; the answer is the same whether the address is known or not."""

    email = forms.EmailField(
        label="Alamat surel",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Tulis alamat surel lengkap, misalnya nama@instansi.go.id."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def get_users(self, email: str) -> Iterator[User]:
        """The person with this address, also one who was invited and has no password yet."""
        return User.objects.filter(email=email.strip().lower(), is_active=True).iterator()

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Hand the letter to the background once the request's work is saved."""
        send_password_letter_to(context["user"])


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic only for the type checker
    """A new password, typed twice; what makes it strong enough is said before it is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new_password(self)


class OwnPasswordForm(PasswordChangeForm):
    """A new password in exchange for the one in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi sekarang"
        _name_new_password(self)


def _name_new_password(form: forms.Form) -> None:
    """The house's words for the two fields of a new password, and its rules in one sentence."""
    form.fields["new_password1"].label = "Kata sandi baru"
    form.fields["new_password1"].help_text = (
        "Paling sedikit 12 karakter, bukan angka saja, tidak mirip nama atau alamat Anda. Beberapa kata yang mudah"
        " Anda ingat sudah kuat."
    )
    form.fields["new_password2"].label = "Ulangi kata sandi baru"
    form.fields["new_password2"].help_text = ""
