"""How the written name of an agency is taken apart: its kind, and a key that ignores case, spaces and dots."""

import re
import string
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")

# First words that tell the kind, after an optional "pemerintah": "Pemkab Muba", "Kab. Muba", "Pemerintah Kota Batam".
_KIND_WORDS = {
    "kab": "kabupaten",
    "kabupaten": "kabupaten",
    "pemkab": "kabupaten",
    "kota": "kota",
    "kotamadya": "kota",
    "pemkot": "kota",
    "prov": "provinsi",
    "provinsi": "provinsi",
    "prop": "provinsi",
    "propinsi": "provinsi",
    "pemprov": "provinsi",
}
_GOVERNMENT_WORDS = {"pemerintah", "pemerintahan", "pemda"}
_ADMINISTRATIVE_WORDS = {"administrasi", "adm"}

# Words that do not follow the rule of one capital.
_KEPT_SMALL = {"dan"}
_KEPT_CAPITAL = {"DKI", "DI", "DK", "II", "III", "IV"}


@dataclass(frozen=True)
class Spelling:
    """A name taken apart: `kind` is empty when the text does not begin with one."""

    kind: str
    body: str

    @property
    def key(self) -> str:
        """Kind and body run together: "Kab. OKI" and "KABUPATEN O K I" have the same key."""
        return f"{self.kind}{self.body}"


def spelling_of(text: str) -> Spelling:
    """Take a written name apart; never fails, an empty text gives an empty body."""
    words = _words(text)
    if len(words) > 1 and words[0] in _GOVERNMENT_WORDS:
        words = words[1:]
    kind = _KIND_WORDS.get(words[0], "") if len(words) > 1 else ""
    if kind:
        words = words[1:]
        if len(words) > 1 and words[0] in _ADMINISTRATIVE_WORDS:
            words = words[1:]
    return Spelling(kind=kind, body="".join(words))


def plain_key(text: str) -> str:
    """The text in small letters and digits only, nothing taken off: for "Kota Baru", which means Kotabaru."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORD.findall(folded)


def proper_name(name: str) -> str:
    """A name in capitals as it is written in a sentence; a name that already has small letters stays as it is."""
    single_spaced = " ".join(name.split())
    if not single_spaced.isupper():
        return single_spaced
    return " ".join(_proper_word(word) for word in single_spaced.split(" "))


def _proper_word(word: str) -> str:
    if word in _KEPT_CAPITAL:
        return word
    return word.lower() if word.lower() in _KEPT_SMALL else string.capwords(word, "-")
