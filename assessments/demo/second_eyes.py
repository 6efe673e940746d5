"""Second eyes on the demo: a checked locus with a finding let stand, and one that another assessor judged again."""

from agencies.models import User
from assessments.models import Answer, Locus, Period, SecondDraw, SecondRating, Stage
from assessments.quality.selectors.findings import loci_to_check
from assessments.quality.services import check_locus, waive_finding
from assessments.second_rating.drawing import drawn
from assessments.second_rating.questions import second_questions
from assessments.second_rating.selectors.comparison import ratings_for
from assessments.second_rating.services import (
    Judged,
    assign_rater,
    declare,
    draw_loci,
    hand_in,
    record_second_answers,
)

SHARE = 20
LOWER_EVERY = 5
WAIVED, WHY = "without_evidence", "Data contoh: berkasnya dilihat di tempat dan diunggah menyusul."


def invent_second_eyes(*, period: Period, people: dict[str, User]) -> bool:
    """Findings and a finished second judgement at the first locus that awaits its verification; False when there."""
    locus = Locus.objects.filter(assessment__period=period, stage=Stage.SUBMITTED).order_by("pk").first()
    if locus is None or SecondDraw.objects.filter(period=period).exists():
        return False
    verifier, judge = people["verifikator"], people["asesor3"]
    seen = loci_to_check(verifier).get(pk=locus.pk)
    check_locus(actor=verifier, locus=seen)
    finding = locus.findings.filter(rule=WAIVED).first()
    if finding is not None:
        waive_finding(actor=verifier, locus=seen, rule=WAIVED, key=finding.key, digest=finding.digest, reason=WHY)
    draw_loci(actor=people["pusat"], period=period, share=SHARE, seed=_seed_that_draws(locus, period))
    assign_rater(actor=verifier, rating=_rating(verifier, locus), rater=judge)
    declare(actor=judge, rating=_rating(judge, locus), other_agency=True, no_relatives=True, no_gifts=True)
    rating = _rating(judge, locus)
    record_second_answers(actor=judge, rating=rating, judged=_judged(rating))
    hand_in(actor=judge, rating=rating)
    return True


def _rating(person: User, locus: Locus) -> SecondRating:
    rating = ratings_for(person).get(locus=locus)
    rating.locus.assessment.period = rating.draw.period
    return rating


def _seed_that_draws(locus: Locus, period: Period) -> str:
    """A seed that draws this very locus, so that the demo has something to show; a real draw takes a random one."""
    office = locus.assessment.office_id
    keys = Locus.objects.filter(assessment__period=period, assessment__office=office, not_assessed_reason="")
    names = [str(key) for key in keys.values_list("public_id", flat=True)]
    number = 1
    while str(locus.public_id) not in drawn({"": names}, share=SHARE, seed=f"data-contoh-{number}"):
        number += 1
    return f"data-contoh-{number}"


def _judged(rating: SecondRating) -> list[Judged]:
    """The team's levels, every fifth of them a level lower."""
    team = Answer.objects.filter(locus=rating.locus, is_chosen=True).values_list(
        "indicator", "method", "subject", "value"
    )
    said = {(indicator, method, subject): value for indicator, method, subject, value in team}
    judged = []
    for place, question in enumerate(second_questions(rating.locus)):
        value = said.get(question.key)
        level = None if value is None else max(0, int(value) - (place % LOWER_EVERY == 0))
        judged.append(Judged(question.key, level, "Data contoh: tanda tangan tidak terbaca." if level == 0 else ""))
    return judged
