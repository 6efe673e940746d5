"""Sealing what must not lie open in the database, by the keys of the environment (CONTACT_KEYS)."""

import hmac
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableContactError(Exception):
    """No key at hand opens this contact: the key that sealed it has been taken out of CONTACT_KEYS."""

    def __init__(self) -> None:
        super().__init__("Kontak ini tidak dapat dibuka: kunci sandinya tidak lagi tersedia. Hubungi administrator.")


@dataclass(frozen=True, slots=True)
class OpenContact:
    """A contact as a person reads it: a name, and the digits of a telephone number (62…)."""

    name: str
    phone: str


def seal(contact: OpenContact) -> bytes:
    """Ciphertext under the first key."""
    return _box(tuple(settings.CONTACT_KEYS)).encrypt(json.dumps(asdict(contact)).encode())


def unseal(sealed: bytes | memoryview) -> OpenContact:
    """What was sealed under any of the keys; UnreadableContactError when none opens it."""
    try:
        return OpenContact(**json.loads(_box(tuple(settings.CONTACT_KEYS)).decrypt(bytes(sealed))))
    except InvalidToken:
        raise UnreadableContactError from None


def fingerprint(phone: str) -> str:
    """A keyed hash of a number: the same under every key order that keeps the last key last."""
    return hmac.new(settings.CONTACT_KEYS[-1].encode(), phone.encode(), sha256).hexdigest()


def masked(contact: OpenContact) -> str:
    """Enough to recognise one's own entry by, too little to call: "S*** · 62812•••••34"."""
    return f"{contact.name[:1]}*** · {contact.phone[:5]}{'•' * max(len(contact.phone) - 7, 3)}{contact.phone[-2:]}"


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
