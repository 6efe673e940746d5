"""The words of review: values, steps of the history, windows and what is to be seen first."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format

from assessments.models import (
    METHOD_CHOICES,
    Answer,
    AnswerState,
    Locus,
    PeriodWindow,
    ReviewedValue,
    Stage,
    WindowKind,
)
from assessments.numbers_in_text import comma
from assessments.review.selectors.locus import IndicatorView, MethodView
from assessments.scoring import UnitScore, rounded

METHOD_WORDS = dict(METHOD_CHOICES)
STAGE_CHIP = {
    Stage.PLANNED: "",
    Stage.IN_FIELD: "chip-yellow",
    Stage.SUBMITTED: "chip-accent",
    Stage.VERIFIED: "chip-accent",
    Stage.VALIDATED: "chip-green",
    Stage.IN_REPLY: "chip-yellow",
    Stage.DECIDED: "chip-green",
    Stage.PUBLISHED: "chip-green",
}


def percent(value: Fraction | None) -> str:
    """A value 0-1 as hundredths with two decimals: "77,99"; a dash where there is none."""
    return "–" if value is None else comma(rounded(value * 100, places=2))


def points(value: Fraction | None) -> str:
    """Points 0-100 with two decimals; a dash where there are none."""
    return "–" if value is None else comma(rounded(value, places=2))


def value_words(value: Decimal | None, method: str) -> str:
    """A value as people say it: "Tingkat 3", "71,25"; a reviewer's without one: "Tidak berlaku"."""
    if value is None:
        return "Tidak berlaku"
    number = comma(value.normalize() if value != value.to_integral_value() else int(value))
    return number if method == "secondary" else f"Tingkat {number}"


def answer_words(answer: Answer) -> str:
    return _judgement_words(answer.state, answer.value, answer.method)


def _judgement_words(state: str, value: Decimal | None, method: str) -> str:
    """What the team said: its value, or the words of its state."""
    return AnswerState(state).label if value is None else value_words(value, method)


def level_words(method: MethodView, answer: Answer) -> str:
    """What the rubric says of the level given; empty where a number was given."""
    if answer.value is None or method.code == "secondary":
        return ""
    return method.levels.get(int(answer.value), "")


def reviewed_words(reviewed: ReviewedValue, method: str) -> str:
    """Whose value it is and what: "Nilai verifikator: Tingkat 2"."""
    return f"{reviewed.get_step_display()}: {value_words(reviewed.value, method)}"


def tally_words(method: MethodView) -> str:
    """How often each value was given: "Tingkat 4: 12 · Menolak menjawab: 1"."""
    return " · ".join(f"{_judgement_words(state, value, method.code)}: {count}" for state, value, count in method.tally)


def attention_words(view: IndicatorView) -> tuple[str, ...]:
    """Why an indicator is looked at first, each reason in two or three words."""
    words = []
    if view.outstanding:
        words.append("dikembalikan")
    elif view.returned:
        words.append("pernah dikembalikan")
    if view.missing:
        words.append(f"{view.missing} kosong")
    if view.is_disputed:
        words.append("berbeda pendapat")
    if view.excluded:
        words.append("tidak berlaku")
    if view.changed:
        words.append(f"{view.changed} nilai diubah")
    if view.comments:
        words.append(f"{len(view.comments)} komentar")
    if view.notes:
        words.append(f"{len(view.notes)} catatan")
    return tuple(words)


def score_words(score: UnitScore) -> str:
    return "Belum ada" if score.score is None else comma(score.score)


def interval_words(score: UnitScore) -> str:
    """What the score may still become while answers are missing; empty when it is settled."""
    if not score.provisional or score.interval is None:
        return ""
    low, high = score.interval
    return f"Sementara: nilai akhirnya antara {comma(low)} dan {comma(high)}."


def stage_counts(counts: Mapping[str, int]) -> tuple[tuple[Stage, int], ...]:
    """Every stage in order with how many stand there."""
    return tuple((stage, counts.get(stage, 0)) for stage in Stage)


def progress_words(stages: Mapping[str, int]) -> str:
    """Where an agency's loci stand: "3 terverifikasi, 6 diserahkan"."""
    return ", ".join(f"{stages[stage]} {stage.label.lower()}" for stage in reversed(Stage) if stages.get(stage))


def window_words(window: PeriodWindow, today: date) -> str:
    """How a window stands today: "berjalan, 12 hari lagi", "mulai 5 hari lagi", "selesai"."""
    if today < window.starts_on:
        return f"mulai {(window.starts_on - today).days} hari lagi"
    if today > window.ends_on:
        return "selesai"
    left = (window.ends_on - today).days
    return f"berjalan, {left} hari lagi" if left else "berjalan, hari terakhir"


def deadline_words(locus: Locus, today: date) -> str:
    """By when the next step with a locus is due, from its period's windows; empty where nothing is set or owed."""
    kind = {
        Stage.SUBMITTED: WindowKind.VERIFICATION,
        Stage.VERIFIED: WindowKind.VERIFICATION,
        Stage.VALIDATED: WindowKind.REPLY,
        Stage.IN_REPLY: WindowKind.REPLY,
        Stage.DECIDED: WindowKind.PUBLICATION,
    }.get(Stage(locus.stage))
    window = locus.assessment.period.window(kind) if kind else None
    if window is None:
        return ""
    return f"{window.get_kind_display()} sampai {date_format(window.ends_on, 'j F Y')}: {window_words(window, today)}."


def waits_for(locus: Locus) -> str:
    """Whose turn it is with a locus, as a sentence."""
    by_office = locus.assessment.office_id is not None
    return {
        Stage.PLANNED: "Menunggu tim memulai pengambilan data.",
        Stage.IN_FIELD: "Tim sedang mengisi lembar ini.",
        Stage.SUBMITTED: "Menunggu verifikasi "
        + ("Kepala Keasistenan." if by_office else "petugas Kantor Pusat yang tidak ikut mengisi."),
        Stage.VERIFIED: "Menunggu validasi "
        + ("Kepala Perwakilan." if by_office else "petugas Kantor Pusat yang kedua."),
        Stage.VALIDATED: "Sudah tervalidasi; menunggu hak jawab instansi atau penetapan Kantor Pusat.",
        Stage.IN_REPLY: "Instansi sedang menggunakan hak jawabnya.",
        Stage.DECIDED: "Sudah ditetapkan Kantor Pusat; menunggu penerbitan.",
        Stage.PUBLISHED: "Hasilnya sudah diterbitkan; hanya koreksi yang mengubahnya.",
    }[Stage(locus.stage)]
