"""Invented recommendations of an agency, one or two in each state; dates follow the day of loading."""

import io
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone
from PIL import Image, ImageDraw

from agencies.models import Agency, User
from assessments.files.storing import keep
from assessments.followup import services
from assessments.followup.selectors.suggestions import latest_released, suggestions_from
from assessments.models import ProofFile, Recommendation, RecommendationKind
from assessments.models.followup import proof_path

SUGGESTED = 4
REPORTED = "Kembalikan pungutan di luar tarif resmi dan umumkan tarifnya di loket."


def invent_follow_up(*, agency: Agency, people: Mapping[str, User], bureau: User) -> bool:
    """Proposed, owed, late, waiting, sent back, done and dropped ones; False when there already."""
    if Recommendation.objects.filter(agency=agency).exists():
        return False
    lead, head, checker = people["ketua"], people["validator"], people["verifikator"]
    result = latest_released(agency)
    if result is None:
        return False
    today = timezone.localdate()
    rows = [
        *services.propose_from_result(
            actor=lead,
            result=result,
            kind=RecommendationKind.IMPROVEMENT,
            findings=[
                services.Finding(each.unit, each.indicator, each.text) for each in suggestions_from(result)[:SUGGESTED]
            ],
        ),
        *(
            services.propose(actor=lead, agency=agency, kind=kind, text=text, source_number=number, is_example=True)
            for kind, text, number in (
                (RecommendationKind.CORRECTIVE, REPORTED, "Contoh-LHP/001"),
                (RecommendationKind.REFINEMENT, "Satukan kanal pengaduan seluruh unit dalam satu nomor.", ""),
                (RecommendationKind.RECOMMENDATION, "Tetapkan standar pelayanan yang belum ada.", "Contoh-Rek/002"),
                (RecommendationKind.IMPROVEMENT, "Susun jadwal pelatihan petugas pengaduan.", ""),
            )
        ),
    ]
    owed, late, waiting, sent_back, done, signing, dropped = rows[:7]
    days = ((owed, 45), (late, -10), (waiting, 20), (sent_back, 14), (done, -30), (signing, 30), (dropped, 60))
    for row, after in days:
        services.issue(actor=head, recommendation=row, due_on=today + timedelta(days=after))
    services.drop(actor=head, recommendation=dropped, reason="Data contoh: sudah termuat dalam tindakan korektif.")
    services.give_owner(actor=bureau, recommendation=late, owner=bureau)
    services.give_owner(
        actor=bureau, recommendation=signing, owner=None, owner_title="Sekretaris Daerah", needs_signature=True
    )
    for row in (waiting, sent_back, done):
        _prove(row, bureau)
        services.hand_in(actor=bureau, recommendation=row, note="Data contoh: lihat foto.")
    services.judge_proof(actor=checker, recommendation=done, adequate=True)
    services.judge_proof(
        actor=checker, recommendation=sent_back, adequate=False, reason="Data contoh: SK belum ditandatangani."
    )
    return True


def _prove(row: Recommendation, bureau: User) -> None:
    """A picture that says of itself that it is example data."""
    picture = Image.new("RGB", (480, 320), "#e5eff0")
    ImageDraw.Draw(picture).text((24, 140), "DATA CONTOH - bukti tindak lanjut", fill="#0a4d57")
    content = io.BytesIO()
    picture.save(content, "PNG")
    file = ProofFile(
        recommendation=row,
        name="data-contoh.png",
        media_type="image/png",
        size=len(content.getvalue()),
        sha256=sha256(content.getvalue()).hexdigest(),
        uploaded_by=bureau,
    )
    file.file.name = keep(content.getvalue(), path=proof_path(file, file.name))
    file.save()
