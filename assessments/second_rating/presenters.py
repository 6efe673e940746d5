"""The words of second judgements: shares, kappa, levels."""

from decimal import Decimal
from fractions import Fraction

from assessments.models import AnswerState, SecondRating
from assessments.presenters import NOTHING, decimal_comma
from assessments.scoring import Agreement, rounded


def share_words(agreement: Agreement) -> str:
    """ "24 dari 30 sama (80,0 %)"."""
    if agreement.share is None:
        return NOTHING
    return f"{agreement.equal} dari {agreement.pairs} sama ({decimal_comma(agreement.share * 100, 1)} %)"


def kappa_words(agreement: Agreement) -> str:
    """ "0,72"; why there is none where it is not defined."""
    return "tidak terdefinisi" if agreement.kappa is None else kappa_number(agreement.kappa)


def kappa_number(kappa: Fraction) -> str:
    """Two decimals, with a minus sign below 0."""
    text = decimal_comma(abs(kappa))
    return f"−{text}" if kappa < 0 and rounded(abs(kappa), places=2) else text


def value_words(state: str, value: Decimal | None) -> str:
    """ "Tingkat 3", "Tidak berlaku", or "Tidak dijawab" where the team had none."""
    if state == AnswerState.NOT_APPLICABLE:
        return "Tidak berlaku"
    return "Tidak dijawab" if value is None else f"Tingkat {int(value)}"


def state_words(rating: SecondRating) -> str:
    """How far a second judgement is."""
    if rating.handed_in_at:
        return "Sudah diserahkan"
    if rating.rater_id is None:
        return "Menunggu penilai kedua"
    return "Sedang dinilai" if rating.declared_at else "Menunggu pernyataan independensi"
