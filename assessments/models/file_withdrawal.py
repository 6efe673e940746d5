"""That an uploaded file was a mistake: a row of its own, written once, so that the file itself stays as it came."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from agencies.models.written_once import WrittenOnce


class FileWithdrawal(WrittenOnce):
    """Who took a file back, when and why; from then on its name and fingerprint are shown, its bytes to nobody."""

    reason = models.CharField("alasan", max_length=300)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ditarik oleh"
    )
    withdrawn_at = models.DateTimeField("ditarik pada", default=timezone.now)

    class Meta:
        abstract = True
