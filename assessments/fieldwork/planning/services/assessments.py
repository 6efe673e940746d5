"""Which units an assessment visits, and whom or what a team should meet there."""

from collections.abc import Sequence
from itertools import islice

from django.db import transaction
from django.db.models import Max, ProtectedError

from agencies.models import Agency, Event, ServiceProduct, ServiceUnit, User
from agencies.models.unit import UnitKind
from assessments.fieldwork.errors import PlanError, ReasonNeededError
from assessments.fieldwork.planning.errors import LocusInUseError
from assessments.fieldwork.planning.services.agency_answers import copy_agency_answers
from assessments.fieldwork.planning.services.held import hold_plan
from assessments.fieldwork.questions import subject_counts
from assessments.instruments import Instrument
from assessments.models import Answer, Assessment, Locus, Period, Stage, Subject, SubjectKind


@transaction.atomic
def plan_assessment(
    *, actor: User | None, period: Period, agency: Agency, units: Sequence[ServiceUnit] | None = None, reason: str = ""
) -> Assessment:
    """Open the assessment of an agency in a period, with its loci and the subjects each should have.

    Without `units` the loci follow the instrument's rules for such an agency, from its units by name;
    `units` given by hand need a `reason`. Raises PlanError with everything that is missing.
    """
    instrument = period.issue.instrument
    if units is None:
        units = units_by_rule(instrument, agency)
    elif not reason.strip():
        raise ReasonNeededError("Tulis mengapa lokusnya menyimpang dari aturan instrumen.")
    if Assessment.objects.filter(period=period, agency=agency).exists():
        raise PlanError([f"{agency.name} sudah mempunyai penilaian dalam {period.name}."])
    if not units or any(unit.agency_id != agency.pk for unit in units):
        raise PlanError([f"Pilih sedikitnya satu unit layanan milik {agency.name}."])
    assessment = Assessment.objects.create(
        period=period, agency=agency, office=agency.office, is_example=period.is_example
    )
    loci = Locus.objects.bulk_create(
        Locus(assessment=assessment, unit=unit, position=position) for position, unit in enumerate(units, start=1)
    )
    Subject.objects.bulk_create(_subjects(instrument, agency, loci))
    Event.objects.record(
        actor=actor,
        verb="plan_assessment",
        target=assessment,
        agency=agency,
        detail={"period": period.code, "units": [unit.name for unit in units], "reason": reason.strip()},
    )
    return assessment


@transaction.atomic
def add_locus(*, actor: User, assessment: Assessment, unit: ServiceUnit, reason: str) -> Locus:
    """Visit one unit more than planned, and why; what was said of the agency as a whole is said there too.

    Raises ReasonNeededError, PlanError, PlanClosedError.
    """
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa lokus ini ditambahkan.")
    held = hold_plan(assessment)
    if unit.agency_id != held.agency_id:
        raise PlanError([f"{unit.name} bukan unit layanan {held.agency.name}."])
    if held.loci.filter(unit=unit).exists():
        raise PlanError([f"{unit.name} sudah menjadi lokus."])
    last = held.loci.aggregate(last=Max("position"))["last"] or 0
    locus = Locus.objects.create(assessment=held, unit=unit, position=last + 1)
    Subject.objects.bulk_create(_subjects(held.period.issue.instrument, held.agency, [locus]))
    copy_agency_answers(actor=actor, assessment=held, locus=locus)
    Assessment.objects.follow_loci(held.pk)
    Event.objects.record(
        actor=actor,
        verb="add_locus",
        target=held,
        agency=held.agency,
        detail={"unit": unit.name, "reason": reason.strip()},
    )
    return locus


@transaction.atomic
def remove_locus(*, actor: User, locus: Locus, reason: str) -> None:
    """Take a unit out of the plan while nothing has been entered there, and why.

    Raises ReasonNeededError, LocusInUseError, PlanClosedError, or PlanError for the last locus.
    """
    if not reason.strip():
        raise ReasonNeededError("Tulis mengapa lokus ini dikeluarkan.")
    held = hold_plan(locus.assessment)
    fresh = Locus.objects.select_for_update(of=("self",)).select_related("unit").get(pk=locus.pk)
    if fresh.stage != Stage.PLANNED or Answer.objects.filter(locus=fresh).exists():
        raise LocusInUseError(fresh)
    if not held.loci.exclude(pk=fresh.pk).exists():
        raise PlanError(["Ini lokus terakhir. Tambahkan dahulu lokus lain, atau nyatakan instansi ini tidak dinilai."])
    try:
        with transaction.atomic():
            fresh.delete()
    except ProtectedError as error:
        raise LocusInUseError(fresh) from error
    Assessment.objects.follow_loci(held.pk)
    Event.objects.record(
        actor=actor,
        verb="remove_locus",
        target=held,
        agency=held.agency,
        detail={"unit": fresh.unit.name, "reason": reason.strip()},
    )


def units_by_rule(instrument: Instrument, agency: Agency) -> list[ServiceUnit]:
    """The agency's units that the instrument's rules ask for, in the order of the rules; PlanError when some lack.

    One query. The rule for "lainnya" takes units of whatever kind no other rule names: an office that is
    assessed by itself is its own unit, of its own kind.
    """
    rules = instrument.loci.get(agency.kind, ())  # type: ignore[call-overload]  # the kinds of both are the same nine
    by_kind: dict[str, list[ServiceUnit]] = {}
    named = {rule.unit for rule in rules}
    for unit in agency.units.order_by("name"):
        by_kind.setdefault(unit.kind if unit.kind in named else UnitKind.LAINNYA.value, []).append(unit)
    found: list[ServiceUnit] = []
    problems: list[str] = []
    for rule in rules:
        there = by_kind.get(rule.unit, [])
        if len(there) < rule.count:
            problems.append(
                f"{UnitKind(rule.unit).label}: dibutuhkan {rule.count}, terdaftar {len(there)}."
                " Daftarkan unitnya, atau pilih sendiri lokusnya dengan alasan."
            )
        found.extend(there[: rule.count])
    if not rules:
        problems.append(f"{instrument.short_title} tidak menentukan lokus bagi jenis instansi ini; pilih sendiri.")
    if problems:
        raise PlanError(problems)
    return found


def _subjects(instrument: Instrument, agency: Agency, loci: Sequence[Locus]) -> list[Subject]:
    """Everyone and everything that each locus should have, products named where the register knows them."""
    products: dict[int, list[ServiceProduct]] = {}
    for product in ServiceProduct.objects.filter(unit__in=[locus.unit_id for locus in loci]).order_by("name"):
        products.setdefault(product.unit_id, []).append(product)
    subjects: list[Subject] = []
    for locus in loci:
        counts = subject_counts(instrument, agency_kind=agency.kind, unit_kind=locus.unit.kind)
        known = iter(products.get(locus.unit_id, ()))
        for kind, count in counts.items():
            named = list(islice(known, count)) if kind == SubjectKind.PRODUCT else []
            subjects.extend(
                Subject(
                    locus=locus,
                    kind=kind,
                    position=position,
                    product=named[position - 1] if position <= len(named) else None,
                    name=named[position - 1].name[:120] if position <= len(named) else "",
                )
                for position in range(1, count + 1)
            )
    return subjects
