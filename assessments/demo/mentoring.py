"""An invented mentoring session that was held, with what it left to do, and one to come."""

from collections.abc import Mapping
from datetime import time, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from assessments.mentoring import services
from assessments.models import MentoringSession, Side

PLACE = "Ruang rapat Sekretariat Daerah"
AGENDA = "Temuan penilaian terakhir\nStandar pelayanan dan maklumat\nPengelolaan pengaduan"
MINUTES = (
    "Data contoh. Bagian Organisasi memaparkan unit yang nilainya turun.\n\n"
    "Ombudsman menjelaskan bukti yang diterima untuk standar pelayanan dan pengelolaan pengaduan."
)


def invent_mentoring(*, agency: Agency, people: Mapping[str, User], bureau: User) -> bool:
    """False when there already."""
    if MentoringSession.objects.filter(agency=agency).exists():
        return False
    lead = people["ketua"]
    today = timezone.localdate()
    held = _session(agency, lead, "Standar pelayanan dan pengaduan", -21)
    coming = _session(agency, lead, "Kesiapan bukti sebelum penilaian", 9)
    for session in (held, coming):
        services.invite(actor=lead, session=session, side=Side.AGENCY, user=bureau, duty="Kepala Bagian Organisasi")
        services.invite(actor=lead, session=session, side=Side.AGENCY, name="Sekretaris Dinas Sosial")
    present = held.participants.filter(user__isnull=False).values_list("pk", flat=True)
    services.take_attendance(actor=lead, session=held, present=list(present))
    services.write_minutes(actor=lead, session=held, text=MINUTES)
    units = {unit.kind: unit for unit in agency.units.all()}
    agreed = [
        services.agree_action(
            actor=lead, session=held, text=text, due_on=today + timedelta(days=days), unit=units.get(kind), owner=owner
        )
        for text, days, kind, owner in (
            ("Tetapkan standar pelayanan seluruh unit dengan keputusan kepala dinas.", 14, "dinsos", None),
            ("Kirim daftar pengelola pengaduan seluruh unit.", -5, "", bureau),
            ("Pasang maklumat pelayanan di loket.", -12, "dinsos", bureau),
        )
    ]
    services.finish_action(actor=bureau, action=agreed[2], note="Data contoh: terpasang di dua loket.")
    return True


def _session(agency: Agency, lead: User, title: str, days: int) -> MentoringSession:
    plan = services.Plan(
        title=title,
        on=timezone.localdate() + timedelta(days=days),
        starts_at=time(9),
        ends_at=time(11, 30),
        place=PLACE,
        agenda=AGENDA,
    )
    return services.arrange_session(actor=lead, agency=agency, plan=plan, is_example=True)
