"""The evidence of a locus as its pages read it, and the judgements whose evidence has changed since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from assessments.models import AnswerEvidence, Evidence, EvidenceIndicator, EvidenceVersion, Locus, Subject


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence with its current version and the indicators it speaks to."""

    evidence: Evidence
    version: EvidenceVersion
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a judgement saw of a piece of evidence, and what stands there now."""

    answer_id: int
    evidence: Evidence
    seen: int
    now: int

    @property
    def is_withdrawn(self) -> bool:
        return self.evidence.is_withdrawn


def pieces_at(locus: Locus) -> tuple[Piece, ...]:
    """All evidence of a locus, newest first, withdrawn pieces last; two queries, however many."""
    newer = EvidenceVersion.objects.filter(evidence=OuterRef("evidence"), number__gt=OuterRef("number"))
    versions = (
        EvidenceVersion.objects.filter(~Exists(newer), evidence__locus=locus)
        .select_related("evidence__withdrawn_by", "uploaded_by")
        .order_by("-uploaded_at", "-pk")
    )
    links: dict[int, list[str]] = defaultdict(list)
    for evidence, indicator in (
        EvidenceIndicator.objects.filter(evidence__locus=locus)
        .order_by("indicator")
        .values_list("evidence", "indicator")
    ):
        links[evidence].append(indicator)
    pieces = [Piece(each.evidence, each, tuple(links[each.evidence_id])) for each in versions]
    return tuple(sorted(pieces, key=lambda piece: piece.evidence.is_withdrawn))


def count_at(locus: Locus) -> int:
    """How many pieces of evidence stand at a locus; one query."""
    return Evidence.objects.filter(locus=locus, withdrawn_at=None).count()


def by_indicator(pieces: Iterable[Piece]) -> Mapping[str, Sequence[Piece]]:
    """The standing pieces of each indicator."""
    found: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if not piece.evidence.is_withdrawn:
            for indicator in piece.indicators:
                found[indicator].append(piece)
    return found


def versions_of(evidence: Evidence) -> tuple[EvidenceVersion, ...]:
    """Every version, newest first; one query."""
    return tuple(evidence.versions.select_related("uploaded_by").order_by("-number"))


def doubts_at(locus: Locus, *, subject: Subject | None = None, indicator: str = "") -> Mapping[int, Sequence[Doubt]]:
    """By answer, the evidence it saw that was replaced or withdrawn since; of a whole locus or a part; one query."""
    seen = AnswerEvidence.objects.filter(answer__locus=locus)
    if subject is not None:
        seen = seen.filter(answer__subject=subject)
    if indicator:
        seen = seen.filter(answer__indicator=indicator)
    return _doubts(seen)


def _doubts(seen: QuerySet[AnswerEvidence]) -> dict[int, list[Doubt]]:
    rows = (
        seen.filter(answer_version=F("answer__version"))
        .annotate(now=Max("version__evidence__versions__number"))
        .select_related("version__evidence")
        .order_by("pk")
    )
    found: dict[int, list[Doubt]] = defaultdict(list)
    for row in rows:
        doubt = Doubt(row.answer_id, row.version.evidence, row.version.number, row.now)
        if doubt.is_withdrawn or doubt.seen < doubt.now:
            found[row.answer_id].append(doubt)
    return found
