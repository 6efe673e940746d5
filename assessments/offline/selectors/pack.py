"""A sheet as a device takes it along: everything that its pages show without a connection, as plain data.

Nothing in it may hold a number with decimals: values are text, weights are fractions in text.
"""

from collections.abc import Iterable

from django.utils import timezone

from agencies.models import User
from assessments.fieldwork import presenters
from assessments.fieldwork.evidence.presenters import doubt_words
from assessments.fieldwork.evidence.selectors import Piece, by_indicator, doubts_at, pieces_at
from assessments.fieldwork.leaving.checks import SHIPPED
from assessments.fieldwork.leaving.presenters import ADVICE, NOTES, TITLES
from assessments.fieldwork.leaving.selectors import contacts_of, photos_in, quotas_of
from assessments.fieldwork.questions import Part, Question, instrument_at
from assessments.fieldwork.selectors.standing import Standing, standing_of
from assessments.fieldwork.services.subjects import MOST_SUBJECTS, SINGLE
from assessments.files.checking import largest_upload
from assessments.models import STATES_WITH_REASON, Answer, Face, Locus, OfflineDevice, RaterRole, Subject, SubjectKind
from assessments.offline.formats import NEWEST
from assessments.offline.selectors.last_year import last_values_of
from assessments.permissions import place_in_team
from assessments.scoring.exported import rules_as_data

NAMED = frozenset({"officer-pelayanan", "officer-pengaduan", "product"})
"""Kinds of subjects that have a name; users of a service stay nameless."""


def pack_of(locus: Locus, user: User, device: OfflineDevice) -> dict[str, object]:
    """The whole sheet of a locus for one person; the same queries however much was entered."""
    standing = standing_of(locus)
    instrument = instrument_at(locus)
    member = place_in_team(user, locus.assessment)
    pieces = pieces_at(locus)
    return {
        "format": NEWEST,
        "locus": str(locus.public_id),
        "taken_at": timezone.localtime().isoformat(timespec="seconds"),
        "device": {"id": str(device.public_id), "secret": device.secret},
        "person": {"id": str(user.public_id), "name": user.full_name},
        "names": {
            "unit": locus.unit.name,
            "agency": locus.assessment.agency.name,
            "period": locus.assessment.period.name,
            "edition": instrument.short_title,
            "has_assumptions": instrument.has_assumptions(),
        },
        "agency_kind": locus.assessment.agency.kind,
        "unit_kind": locus.unit.kind,
        "is_example": locus.assessment.is_example,
        "is_lead": member is not None and member.is_lead,
        "rules": rules_as_data(locus.assessment.period.issue.rules),
        "states": {state.value: state.label for state in STATES_WITH_REASON},
        "without": {method: presenters.choices_without_value(method) for method in presenters.METHOD_WORDS},
        "faces": Face.choices,
        "methods": dict(presenters.METHOD_WORDS),
        "areas": {area.value: words for area, words in presenters.AREA_WORDS.items()},
        "subjects": [_subject(subject) for subject in standing.subjects],
        "countable": {kind.value: kind.label for kind in SubjectKind if kind not in SINGLE},
        "most_subjects": MOST_SUBJECTS,
        "parts": [_part(part) for part in standing.parts],
        "indicators": _indicators(standing.questions),
        "excluded": dict(standing.excluded),
        "answers": _answers(locus, user),
        "disputed": _disputed(standing),
        "evidence": {code: len(found) for code, found in by_indicator(pieces).items()},
        "photos": _photos(pieces),
        "last_year": last_values_of(locus),
        "leaving": {
            "thresholds": SHIPPED.model_dump(mode="json"),
            "users": next((quota.need for quota in quotas_of(standing)), 0),
            "contacts": _contacts(standing),
            "titles": {check.value: words for check, words in TITLES.items()},
            "advice": {check.value: words for check, words in ADVICE.items()},
            "notes": {check.value: words for check, words in NOTES.items()},
        },
        "largest_upload": largest_upload(),
    }


def _subject(subject: Subject) -> dict[str, object]:
    return {
        "id": str(subject.public_id),
        "kind": subject.kind,
        "label": subject.label,
        "name": subject.name,
        "duty": subject.duty,
        "is_substitute": subject.is_substitute,
        "is_named": subject.kind in NAMED,
        "is_person": subject.kind.startswith("officer"),
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "slug": part.slug,
        "area": part.area.value,
        "words": presenters.part_words(part),
        "short": presenters.tab_words(part),
        "subject": str(part.subject.public_id),
        "questions": [[question.indicator.code, question.method] for question in part.questions],
    }


def _indicators(questions: Iterable[Question]) -> dict[str, object]:
    """The indicators that are asked, each once, with the rubric and the evidence of each of its methods."""
    found: dict[str, dict[str, object]] = {}
    methods: dict[str, dict[str, object]] = {}
    for question in questions:
        indicator = question.indicator
        if indicator.code not in found:
            methods[indicator.code] = {}
            found[indicator.code] = {
                "label": indicator.label,
                "question": indicator.question,
                "legal": indicator.legal,
                "scale": indicator.scale or "",
                "top": question.max_level,
                "methods": methods[indicator.code],
            }
        if question.method not in methods[indicator.code]:
            methods[indicator.code][question.method] = {
                "levels": [
                    [level, question.level_text(level)]
                    for level in ([] if question.is_secondary else presenters.levels_in_reading_order(question))
                ],
                "evidence": [[item.text, item.optional] for item in presenters.evidence_for(question)],
            }
    return dict(found)


def _disputed(standing: Standing) -> list[list[str]]:
    """The questions on which the team differs and nobody has chosen."""
    subjects = {subject.pk: str(subject.public_id) for subject in standing.subjects}
    return [[code, method, subjects[subject]] for code, method, subject in sorted(standing.disputed_keys)]


def _photos(pieces: tuple[Piece, ...]) -> list[dict[str, object]]:
    """The pictures on the server as they were measured there, and what they are evidence of."""
    codes = {str(piece.evidence.public_id): list(piece.indicators) for piece in pieces}
    return [
        {
            "evidence": photo.evidence,
            "title": photo.title,
            "width": photo.width,
            "height": photo.height,
            "brightness": photo.brightness,
            "indicators": codes[photo.evidence],
        }
        for photo in photos_in(pieces)
    ]


def _contacts(standing: Standing) -> list[dict[str, object]]:
    """How many contacts each product has and needs; the agency's list and the team's count are on the server."""
    subjects = {subject.pk: str(subject.public_id) for subject in standing.subjects}
    return [
        {"code": quota.code, "have": quota.have, "need": quota.need, "subject": subjects[quota.subject]}
        for quota in contacts_of(standing)
        if quota.subject is not None
    ]


def _answers(locus: Locus, user: User) -> list[dict[str, object]]:
    """Everything said at the locus, by whom; `mine` marks this person's own, `doubt` says what changed since."""
    doubts = doubts_at(locus)
    rows = (
        Answer.objects.filter(locus=locus, rater_role=RaterRole.FIRST).select_related("rater", "subject").order_by("pk")
    )
    return [
        {
            "indicator": row.indicator,
            "method": row.method,
            "subject": str(row.subject.public_id),
            "mine": row.rater_id == user.pk,
            "name": row.rater.full_name,
            "state": row.state,
            "value": None if row.value is None else f"{row.value.normalize():f}",
            "reason": row.reason,
            "note": row.note if row.rater_id == user.pk else "",
            "comment": row.comment if row.rater_id == user.pk else "",
            "face": row.face,
            "version": row.version,
            "chosen": row.is_chosen,
            "doubt": doubt_words(doubts[row.pk]) if row.pk in doubts else "",
        }
        for row in rows
    ]
