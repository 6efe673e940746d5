"""Publishing an issue of an instrument: once published it never changes."""

from django.db import transaction

from agencies.models import Event, User
from assessments.instruments import InstrumentError, load_bytes
from assessments.models import InstrumentIssue


@transaction.atomic
def publish_issue(*, content: bytes, name: str, actor: User | None) -> tuple[InstrumentIssue, bool]:
    """Keep an edition's file as an issue; (issue, whether it is new).

    The same bytes again change nothing. Raises InstrumentError when the file is wrong, when its revision is
    already taken by other bytes, or when it does not say which revision it supersedes.
    """
    instrument = load_bytes(content, name=name)
    known = InstrumentIssue.objects.filter(sha256=instrument.sha256).first()
    if known:
        return known, False
    latest = InstrumentIssue.objects.filter(code=instrument.code).order_by("-revision").first()
    if latest and instrument.revision != latest.revision + 1:
        raise InstrumentError(
            [
                f"{name}: revision: {instrument.code} sudah terbit sampai revisi {latest.revision};"
                f" terbitan yang sudah ada tidak berubah, beri perbaikan ini revision: {latest.revision + 1}"
            ]
        )
    if latest and instrument.supersedes != latest.sha256:
        raise InstrumentError([f"{name}: supersedes: sebutkan sidik terbitan yang diganti, {latest.sha256}"])
    issue = InstrumentIssue.objects.create(
        code=instrument.code,
        revision=instrument.revision,
        sha256=instrument.sha256,
        title=instrument.title,
        content=content.decode(),
        loaded_by=actor,
    )
    Event.objects.record(actor=actor, verb="publish_issue", target=issue, detail={"sha256": issue.sha256})
    return issue, True
