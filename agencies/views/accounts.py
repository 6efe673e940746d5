"""Signing in, and the page about one's own account."""

from typing import cast

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agencies.models import User
from agencies.selectors import memberships_today


class SignInView(LoginView):
    redirect_authenticated_user = True


def account(request: HttpRequest) -> HttpResponse:
    memberships = memberships_today(cast(User, request.user))
    return render(request, "agencies/account.html", {"memberships": memberships})
