"""The last steps of the demo's rounds: a reply with an objection, a decision, and rounds that are published."""

from django.utils import timezone

from agencies.models import User
from assessments.models import Action, Assessment, Locus, Objection, Outcome
from assessments.objections.services import decide_objection, end_reply, file_objection, open_reply
from assessments.publishing.services import decide_assessment

OBJECTED = ("IN-01", "IN-02")
WHY = "Data contoh: dokumen tahun berjalan sudah ditandatangani dan kami unggah kembali."
ANSWER = "Data contoh: dokumen yang ditunjukkan sah dan berlaku, jadi tingkatnya dinaikkan."


def close_round(assessment: Assessment, verifier: User, validator: User, head_office: User) -> None:
    """Let the loci of a complete round go all the way, step by step."""
    loci = list(assessment.loci.all())
    Assessment.objects.filter(pk=assessment.pk).update(decided_at=timezone.now())
    Locus.objects.move_together(loci, Action.BEGIN)
    Locus.objects.move_together(loci, Action.SUBMIT)
    Locus.objects.move_together(loci, Action.VERIFY, verified_by=verifier)
    Locus.objects.move_together(loci, Action.VALIDATE, validated_by=validator)
    Locus.objects.move_together(loci, Action.DECIDE, decided_by=head_office)
    Locus.objects.move_together(loci, Action.PUBLISH)


def reply_and_decide(assessment: Assessment, goal: str, people: dict[str, User]) -> None:
    """Open the reply of an approved assessment; "decide" goes on to the decision, "reply" stops with objections.

    Of the objections one is answered and one waits.
    """
    fresh = Assessment.objects.with_names()
    open_reply(actor=people["validator"], assessment=fresh.get(pk=assessment.pk))
    bureau = User.objects.filter(memberships__role="bureau", memberships__agency=assessment.agency_id).first()
    if bureau is not None and goal == "reply":
        locus = assessment.loci.select_related("unit", "assessment__agency", "assessment__period__issue").earliest("pk")
        filed = [file_objection(actor=bureau, locus=locus, indicator=code, text=WHY) for code in OBJECTED]
        decide_objection(
            actor=people["verifikator"],
            objection=Objection.objects.select_related(
                "locus__unit", "locus__assessment__agency", "locus__assessment__period__issue"
            ).get(pk=filed[0].pk),
            outcome=Outcome.UPHELD,
            reason=ANSWER,
            method="document",
            level=4,
        )
    if bureau is not None and goal == "decide":
        end_reply(actor=bureau, assessment=assessment)
        decide_assessment(actor=people["pusat"], assessment=fresh.get(pk=assessment.pk))
