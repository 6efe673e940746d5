"""The name that a file came with: kept for people to read, never used as a place, never trusted for its kind."""

import re
import unicodedata
from pathlib import PurePosixPath

from assessments.files.kinds import Kind
from assessments.files.refusals import FileRefusedError, Refusal

LONGEST = 120
_RUNNABLE = frozenset(
    {
        *("apk", "app", "bat", "bin", "cmd", "com", "dll", "dmg", "elf", "exe", "lnk", "msi", "reg", "scr", "swf"),
        *("asp", "aspx", "cgi", "jar", "js", "jse", "jsp", "mjs", "phar", "php", "php3", "php5", "phtml", "pl", "py"),
        *("hta", "htm", "html", "mht", "svg", "svgz", "xht", "xhtml", "xml", "xsl", "ps1", "sh", "vbe", "vbs", "wsf"),
    }
)
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
"""Characters that turn the direction of what follows, so that a name reads as another."""
_UNSAFE = re.compile(r'[<>:"|?*;%&$`\'\x00-\x1f\x7f]')


def clean_name(name: str) -> str:
    """A name fit to be shown: the last part of a path, without characters that steer, on one line."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(each for each in last if unicodedata.category(each) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
    shown = re.sub(r"\s+", " ", _UNSAFE.sub(" ", shown)).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if dot and stem and len(shown) > LONGEST:
        shown = f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
    return shown[:LONGEST] or "berkas"


def refuse_disguise(sent: str, name: str, kind: Kind) -> str:
    """The clean name with an ending that fits the content; FileRefusedError where the name says something else.

    Refused are characters that turn or hide parts of a name (U+202E, NUL), endings of another kind, and a runnable
    ending further inside: "foto.php.jpg".
    """
    if any(unicodedata.category(each) in {"Cc", "Co", "Cs"} or each in _TURNING for each in sent):
        raise FileRefusedError(Refusal.BAD_NAME, name=name)
    stem, dot, ending = name.rpartition(".")
    if not (dot and stem) or not re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        return f"{name}.{kind.endings[0]}"
    inner = {part.strip().lower() for part in stem.split(".")[1:]}
    if inner & _RUNNABLE:
        raise FileRefusedError(Refusal.BAD_NAME, name=name)
    if ending.lower() not in kind.endings:
        raise FileRefusedError(Refusal.OTHER_ENDING, name=name, kind=kind.words, ending=kind.endings[0])
    return name
