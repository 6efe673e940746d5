"""One spelling for each event, so that device and server can compare fingerprints; `canonical.js` spells alike."""

import json
from hashlib import sha256


def canonical(value: object) -> str:
    """JSON in ASCII, keys in order, without spaces: the same value gives the same text everywhere.

    Numbers are whole; what may have decimals travels as text.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def fingerprint(text: str) -> str:
    """The SHA-256 of a canonical text, in hexadecimal."""
    return sha256(text.encode("ascii")).hexdigest()
