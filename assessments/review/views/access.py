"""Who is asking."""

from django.http import HttpRequest

from agencies.models import User


def person(request: HttpRequest) -> User:
    """Who is signed in; every page of review asks for a sign-in before its view runs."""
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has seen to it
    return request.user
