"""How far the demo's loci have gone: handed over, approved, or sent back, by the people whose step it is."""

from collections.abc import Sequence

from agencies.models import User
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.services import submit_locus, update_subject
from assessments.models import Locus, SubjectKind
from assessments.review.selectors.locus import loci_for_review
from assessments.review.services import (
    comment_indicator,
    return_locus,
    set_reviewed_value,
    validate_locus,
    verify_locus,
)

RETURNED = "IN-01"
LEFT_OPEN = "Data contoh: bukti lain dilihat di tempat dan belum diunggah."
STANDS_IN = "Data contoh: menggantikan petugas yang cuti"
WHY = "Data contoh: Perjanjian Kinerja belum dilampirkan, jadi tingkatnya belum dapat dipastikan."


def hand_over(loci: Sequence[Locus], goals: Sequence[str], people: dict[str, User]) -> None:
    """Let complete loci go as far as the goal of each: "submit", "verify", "validate" or "return"."""
    for locus, goal in zip(loci, goals, strict=False):
        if goal == "submit":
            _half_stand_in(people["ketua"], locus)
        submit_locus(actor=people["ketua"], locus=loci_for_sheet(people["ketua"]).get(pk=locus.pk), reason=LEFT_OPEN)
        verifier, validator = people["verifikator"], people["validator"]
        if goal == "return":
            comment_indicator(
                actor=verifier, locus=_seen(verifier, locus), indicator=RETURNED, text="Data contoh: LAKIP halaman 12."
            )
            return_locus(actor=verifier, locus=_seen(verifier, locus), indicators=[RETURNED], reason=WHY)
        if goal in {"verify", "validate"}:
            _lower_one_value(verifier, locus)
            verify_locus(actor=verifier, locus=_seen(verifier, locus), note="Data contoh: sesuai bukti.")
        if goal == "validate":
            validate_locus(actor=validator, locus=_seen(validator, locus))


def _half_stand_in(lead: User, locus: Locus) -> None:
    """Half of the officers at the counter were replaced on the day, which the checks of quality point out."""
    officers = list(locus.subjects.filter(kind=SubjectKind.SERVICE_OFFICER))
    for officer in officers[: len(officers) // 2]:
        update_subject(actor=lead, locus=locus, subject=officer, name="", duty=STANDS_IN, is_substitute=True)


def _lower_one_value(verifier: User, locus: Locus) -> None:
    """One value that the verifier sees a level lower than the team."""
    answer = locus.answers.filter(is_chosen=True, method="document", value__gte=1).order_by("indicator", "pk").first()
    if answer is not None and answer.value is not None:
        set_reviewed_value(
            actor=verifier,
            locus=_seen(verifier, locus),
            answer=answer,
            value=answer.value - 1,
            reason="Data contoh: dokumennya belum ditandatangani.",
        )


def _seen(person: User, locus: Locus) -> Locus:
    return loci_for_review(person).get(pk=locus.pk)
