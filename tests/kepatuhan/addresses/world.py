"""The world the addresses are walked in: the demo, a second office, and one person for each role."""

from datetime import date, time
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from agencies.models import Agency, Membership, Office, ServiceProduct, ServiceUnit, User
from agencies.roles import Role
from assessments.contacts.sealing import OpenContact, seal
from assessments.demo.services import load_demo
from assessments.fieldwork.services import plan_assessment
from assessments.followup.services import issue, propose
from assessments.mentoring.services import Plan, agree_action, arrange_session, invite, write_minutes
from assessments.models import (
    Assessment,
    Evidence,
    EvidenceVersion,
    Locus,
    MentoringFile,
    MentoringSession,
    Objection,
    ObjectionFile,
    Period,
    ProofFile,
    Recommendation,
    Report,
    ReportBatch,
    Result,
    SecondDraw,
    SecondRating,
    UserContact,
    Visit,
)
from assessments.models.preparation import ChecklistItem, ItemFile, PreparationFile
from assessments.reports.kinds import template_version, wording_version
from assessments.reports.sources import source_fingerprint
from assessments.results.services import compute
from tests.kepatuhan.addresses.vocabulary import Side


def build_world():
    """The demo, and beside it a regency of another office with rows of its own."""
    call_command("load_register", verbosity=0)
    call_command("load_rules", verbosity=0)
    load_demo(with_reports=False)
    office = Office.objects.get(code="lampung")
    elsewhere = Agency.objects.filter(office=office, kind="kabupaten").first()
    unit = ServiceUnit.objects.create(agency=elsewhere, kind="dinsos", name="Dinas Sosial")
    validator = User.objects.get(email="validator@contoh.example")
    for period in Period.objects.all():
        plan_assessment(actor=validator, period=period, agency=elsewhere, units=[unit], reason="contoh")
    compute(assessment=Assessment.objects.with_names().get(period__code="kepatuhan-2024", agency=elsewhere), actor=None)
    return {code: _side(Agency.objects.get(code=code), validator) for code in ("16.06", "16.03", elsewhere.code)} | {
        "elsewhere": elsewhere.code
    }


def _side(agency: Agency, actor: User) -> Side:
    rounds = {each.period.code: each for each in agency.assessments.select_related("period")}
    result = Result.objects.get(assessment=rounds["kepatuhan-2024"])
    locus = rounds["opini-2026"].loci.get(unit__kind="dinsos")
    item, _ = ChecklistItem.objects.get_or_create(
        unit=locus.unit, period=rounds["opini-2026"].period, indicator="IN-01", number=1
    )
    file = PreparationFile(unit=locus.unit, name="renja.pdf", media_type="application/pdf", size=4, uploaded_by=actor)
    file.sha256 = "0" * 64
    file.file.save("renja.pdf", ContentFile(b"%PDF"))
    recommendation = _issued(locus, actor)
    session = _mentored(agency, actor)
    return Side(
        agency=agency,
        released=rounds["kepatuhan-2024"],
        open=rounds["opini-2026"],
        locus=locus,
        result=result,
        unreleased=compute(assessment=Assessment.objects.with_names().get(pk=rounds["opini-2026"].pk), actor=None),
        report=_report(result, actor),
        order=ReportBatch.objects.create(period=rounds["kepatuhan-2024"].period, office=agency.office, asked_by=actor),
        evidence=_evidence(locus, actor),
        attached=ItemFile.objects.create(item=item, file=file, attached_by=actor),
        contact=_contact(locus, actor),
        objection=_objection(agency, result, actor),
        visit=Visit.objects.create(locus=locus, on=date(2026, 12, 9), starts_at=time(9), place="Kantor"),
        recommendation=recommendation,
        proof=_proof(recommendation, actor),
        session=session,
        action=agree_action(actor=actor, session=session, text="SOP", due_on=date(2026, 12, 1), unit=locus.unit),
        material=_material(session, actor),
        second=_blind(locus, actor),
    )


FIRST_WORD, SECOND_WORD = "RAHASIA PENILAI PERTAMA", "RAHASIA PENILAI KEDUA"
REVIEW_WORD = "RAHASIA PENINJAU"
"""What each judge wrote at the locus of a side; neither may read the other's before both are in."""


def _blind(locus: Locus, actor: User) -> SecondRating:
    """A second judgement that is under way, by an assessor of the office who is in no team."""
    blind, is_new = User.objects.get_or_create(email="buta@contoh.example", defaults={"full_name": "Penilai Buta"})
    if is_new:
        Membership.objects.create(
            user=blind, role=Role.ASSESSOR, office=locus.assessment.office, since=date(2024, 1, 1)
        )
    period = locus.assessment.period
    draw = SecondDraw.objects.filter(period=period).first() or SecondDraw.objects.create(
        period=period, share=10, seed="benih", pool=9, drawn_by=actor
    )
    rating, _ = SecondRating.objects.update_or_create(
        locus=locus,
        defaults={"draw": draw, "rater": blind, "assigned_at": timezone.now(), "declared_at": timezone.now()},
    )
    subject = locus.subjects.get(kind="unit")
    rating.answers.create(
        indicator="IN-01", method="document", subject=subject, state="scored", value=1, note=SECOND_WORD
    )
    locus.answers.filter(indicator="IN-01").update(note=FIRST_WORD, comment=FIRST_WORD)
    locus.comments.create(indicator="IN-01", text=REVIEW_WORD, written_by=actor)
    return rating


def _report(result: Result, actor: User) -> Report:
    """The report as if it had been drawn: issuing it again finds that it says the same, which saves the drawing."""
    report = Report(
        kind="agency", result=Result.objects.with_names().get(pk=result.pk), issued_by=actor, pages=1, size=4
    )
    report.period = report.result.assessment.period
    report.template_version, report.wording_version = template_version(report.kind), wording_version(report.kind)
    report.source_sha256 = source_fingerprint(report)
    report.sha256 = sha256(b"%PDF").hexdigest()
    report.file.save("report.pdf", ContentFile(b"%PDF"), save=False)
    report.save()
    return report


def _objection(agency: Agency, result: Result, actor: User) -> Objection:
    """An objection to the Dinas Sosial in the first round of 2026, whose window for replies is open."""
    period = Period.objects.select_related("issue").get(code="opini-2026-awal")
    head = User.objects.get(email="pusat@contoh.example")
    unit = agency.units.get(kind="dinsos")
    assessment = Assessment.objects.filter(period=period, agency=agency).first() or plan_assessment(
        actor=actor, period=period, agency=agency, units=[unit], reason="contoh"
    )
    locus = assessment.loci.get()
    stages = {"stage": "in_reply", "verified_by": head, "validated_by": actor}
    Locus.objects.filter(pk=locus.pk).update(**stages)
    Assessment.objects.filter(pk=assessment.pk).update(
        stage="in_reply", reply_opened_at=timezone.now(), reply_result=result
    )
    objection = Objection.objects.create(
        locus=locus, indicator="IN-01", text="Renja ada.", result=result, filed_by=actor
    )
    file = ObjectionFile(objection=objection, name="renja.pdf", media_type="application/pdf", size=4)
    file.sha256, file.uploaded_by = "2" * 64, actor
    file.file.save("renja.pdf", ContentFile(b"%PDF"), save=False)
    file.save()
    return objection


def _contact(locus: Locus, actor: User) -> UserContact:
    """A contact of the locus's unit; which product it is of makes no difference."""
    product, _ = ServiceProduct.objects.get_or_create(unit=locus.unit, kind="administratif", name="Bantuan")
    return UserContact.objects.create(
        unit=locus.unit,
        product=product,
        period=locus.assessment.period,
        sealed=seal(OpenContact("Siti", "6281234567890")),
        masked="S***",
        fingerprint="0" * 64,
        added_by=actor,
    )


def _issued(locus: Locus, actor: User) -> Recommendation:
    row = propose(actor=actor, agency=locus.unit.agency, unit=locus.unit, kind="improvement", text="Perbaiki.")
    return issue(actor=actor, recommendation=row, due_on=date(2026, 12, 1))


def _proof(recommendation: Recommendation, actor: User) -> ProofFile:
    file = ProofFile(recommendation=recommendation, name="sk.pdf", media_type="application/pdf", size=4)
    file.sha256, file.uploaded_by = "2" * 64, actor
    file.file.save("sk.pdf", ContentFile(b"%PDF"))
    return file


def _mentored(agency: Agency, actor: User) -> MentoringSession:
    plan = Plan(title="SOP", on=date(2026, 12, 2), starts_at=time(9), agenda="SOP", place="Aula")
    session = arrange_session(actor=actor, agency=agency, plan=plan)
    invite(actor=actor, session=session, side="agency", name="Sekretaris")
    write_minutes(actor=actor, session=session, text="Dibahas.")
    return session


def _material(session: MentoringSession, actor: User) -> MentoringFile:
    file = MentoringFile(session=session, name="paparan.pdf", media_type="application/pdf", size=4)
    file.sha256, file.uploaded_by = "3" * 64, actor
    file.file.save("paparan.pdf", ContentFile(b"%PDF"))
    return file


def _evidence(locus: Locus, actor: User) -> Evidence:
    evidence = Evidence.objects.create(locus=locus, title="Renja")
    version = EvidenceVersion(evidence=evidence, number=1, name="renja.jpg", media_type="image/jpeg", size=3)
    version.sha256, version.uploaded_by = "1" * 64, actor
    version.file.save("renja.jpg", ContentFile(b"jpg"), save=False)
    version.screen.save(f"{locus.public_id}.jpg", ContentFile(b"jpg"), save=False)
    version.save()
    return evidence


def people_of_muba() -> dict[Role, User]:
    """One person for each role, all of them at Musi Banyuasin or the office that assesses it."""
    muba = Agency.objects.get(code="16.06")
    contact = User.objects.create_user("narahubung.dinsos@contoh.example", full_name="Narahubung Dinsos")
    Membership.objects.create(
        user=contact, role=Role.UNIT_CONTACT, unit=muba.units.get(kind="dinsos"), since=date(2024, 1, 1)
    )
    emails = {
        Role.ASSESSOR: "asesor",
        Role.LEAD: "ketua",
        Role.VERIFIER: "verifikator",
        Role.VALIDATOR: "validator",
        Role.HEAD_OFFICE: "pusat",
        Role.BUREAU: "bagor",
        Role.OFFICIAL: "pejabat",
        Role.ADMINISTRATOR: "admin",
    }
    return {role: User.objects.get(email=f"{name}@contoh.example") for role, name in emails.items()} | {
        Role.UNIT_CONTACT: contact
    }
