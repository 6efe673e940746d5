"""Keeping bytes whole under their fingerprint, outside any public path."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def keep(content: bytes, *, path: str) -> str:
    """Keep bytes at a path that is made from their fingerprint; the same bytes are kept once. The path that holds them.

    Nothing is ever written over: what stands there already has the same fingerprint.
    """
    if default_storage.exists(path):
        return path
    return default_storage.save(path, ContentFile(content))
