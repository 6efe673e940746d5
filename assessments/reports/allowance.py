"""How often one network address may ask the public pages, so that guessing does not pay; it may ask again soon."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

PAUSE = 10 * 60
"""Seconds after which an address may ask again; each process counts for itself."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """`most` times in ten minutes for each address."""

    name: str
    most: int

    def is_used_up(self, request: HttpRequest) -> bool:
        return int(cache.get(self._key(request), 0)) >= self.most

    def use(self, request: HttpRequest) -> None:
        key = self._key(request)
        cache.add(key, 0, PAUSE)
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two lines
            cache.set(key, 1, PAUSE)

    def _key(self, request: HttpRequest) -> str:
        return f"allowance:{self.name}:{network_address(request)}"


def network_address(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy what the proxy itself wrote last, never what came with the request."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if forwarded:
            return str(forwarded)
    return str(request.META.get("REMOTE_ADDR", ""))


WRONG_CODES = Allowance("wrong-codes", most=20)
FILES = Allowance("files", most=40)
