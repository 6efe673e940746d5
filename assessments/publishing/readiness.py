"""Whether an assessment can be decided, and what stands in the way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from assessments.models import Assessment, PeriodWindow, Stage


@dataclass(frozen=True, slots=True)
class Readiness:
    """An assessment with the sentence that says why it cannot be decided now; empty when it can."""

    assessment: Assessment
    obstacle: str

    @property
    def is_ready(self) -> bool:
        return not self.obstacle


def obstacle_to_deciding(
    assessment: Assessment, *, reply: PeriodWindow | None, undecided: int, own: Collection[int], today: date
) -> str:
    """What stands in the way of deciding an assessment today, as a sentence; empty when nothing does.

    `undecided`: how many objections wait for an answer. `own`: keys of assessments that hold the decider's own work.
    A period without a window for replies has none; otherwise the agency must have had its say.
    """
    if assessment.stage not in {Stage.VALIDATED, Stage.IN_REPLY}:
        return f"Masih di tahap {Stage(assessment.stage).label}."
    if undecided:
        return f"{undecided} sanggahan belum diputus."
    if reply is not None:
        if assessment.reply_opened_at is None:
            return "Hak jawab belum dibuka bagi instansi ini."
        if assessment.stage == Stage.IN_REPLY and assessment.reply_ended_at is None and today <= reply.ends_on:
            return f"Hak jawab masih berjalan sampai {date_format(reply.ends_on, 'j F Y')}."
    if assessment.pk in own:
        return "Anda ikut menilai atau memverifikasi instansi ini; mintalah orang lain di Kantor Pusat."
    return ""
