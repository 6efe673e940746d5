"""The start page, the help page, and the page shown when a form is no longer valid."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agencies.models import User
from agencies.selectors import memberships_today
from assessments.turns.presenters import turn_lines
from assessments.turns.selectors import turns_of
from kepatuhan.home import cards_for


def home(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "turns": turn_lines(turns_of(user), timezone.localdate()),
        "cards": cards_for(user),
        "memberships": memberships_today(user),
    }
    return render(request, "kepatuhan/home.html", context)


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "kepatuhan/help.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
