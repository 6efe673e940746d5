"""Issues of instruments as loaded: the file's own bytes, kept for as long as a result refers to them."""

from functools import lru_cache

from django.conf import settings
from django.db import models

from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from assessments.instruments import Instrument, load_bytes
from assessments.instruments.scoring_rules import rules_from
from assessments.scoring import Rules


class InstrumentIssueQuerySet(WrittenOnceQuerySet["InstrumentIssue"]):
    def latest_of(self, code: str) -> "InstrumentIssue":
        """The newest revision of an edition; DoesNotExist when none is loaded."""
        return self.filter(code=code).order_by("-revision")[:1].get()


class InstrumentIssue(WrittenOnce):
    """One published revision of one edition; a correction is another row that says what it supersedes."""

    code = models.CharField("kode", max_length=40)
    revision = models.PositiveSmallIntegerField("revisi")
    sha256 = models.CharField("sidik SHA-256", max_length=64, unique=True)
    title = models.CharField("judul", max_length=200)
    content = models.TextField("isi berkas")
    loaded_at = models.DateTimeField("dimuat pada", auto_now_add=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="dimuat oleh"
    )

    objects = InstrumentIssueQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-revision"]
        verbose_name = "terbitan instrumen"
        verbose_name_plural = "terbitan instrumen"
        constraints = [
            models.UniqueConstraint(fields=["code", "revision"], name="one_issue_per_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.code} revisi {self.revision}"

    @property
    def instrument(self) -> Instrument:
        """The issue as frozen values, read from the stored bytes and checked against their fingerprint.

        Where the bytes were left in the database (`defer`), what this process has read of that fingerprint serves.
        """
        if "content" not in self.get_deferred_fields() or self.sha256 not in _read:
            _read[self.sha256] = _instrument_from(self.content, self.sha256)
        return _read[self.sha256]

    @property
    def rules(self) -> Rules:
        return _rules_of(self.instrument)


class AlteredInstrumentError(Exception):
    """The stored bytes no longer have the fingerprint under which they were published."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"Isi terbitan instrumen dengan sidik {sha256} telah berubah; pulihkan dari cadangan.")


@lru_cache(maxsize=32)
def _instrument_from(content: str, sha256: str) -> Instrument:
    instrument = load_bytes(content.encode(), name=sha256[:12])
    if instrument.sha256 != sha256:
        raise AlteredInstrumentError(sha256)
    return instrument


_read: dict[str, Instrument] = {}
"""By fingerprint, what this process has read and checked; an issue never changes."""
_rules: dict[str, Rules] = {}


def _rules_of(instrument: Instrument) -> Rules:
    if instrument.sha256 not in _rules:
        _rules[instrument.sha256] = rules_from(instrument)
    return _rules[instrument.sha256]
