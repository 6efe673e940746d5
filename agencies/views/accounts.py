"""Signing in and out, new passwords, and the page about one's own account."""

from typing import cast

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agencies.forms import NewPasswordForm, OwnPasswordForm, SignInForm
from agencies.models import User
from agencies.selectors import memberships_today
from agencies.services import record_password_change, record_sign_in, record_sign_out


class SignInView(LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]  # the form named above
        answer = super().form_valid(form)
        record_sign_in(form.get_user())
        return answer


class SignOutView(LogoutView):
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if isinstance(request.user, User):
            record_sign_out(request.user)
        return super().post(request, *args, **kwargs)


class ChangePasswordView(PasswordChangeView):
    form_class = OwnPasswordForm

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:  # type: ignore[override]  # the form named above
        answer = super().form_valid(form)
        record_password_change(form.user)
        return answer


class NewPasswordView(PasswordResetConfirmView):
    form_class = NewPasswordForm

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:  # type: ignore[override]  # the form named above
        answer = super().form_valid(form)
        record_password_change(form.user)
        return answer


def account(request: HttpRequest) -> HttpResponse:
    memberships = memberships_today(cast(User, request.user))
    return render(request, "agencies/account.html", {"memberships": memberships})
