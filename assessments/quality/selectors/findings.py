"""What the pages of quality show: the findings of one locus, and those of a period."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from agencies.models import Office, User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import OPEN_STAGES, UNSIGNED_STAGES, Finding, Locus, Period, QualityCheck, Severity, Waiver
from assessments.models.assessment import LocusQuerySet
from assessments.models.quality import FindingQuerySet
from assessments.quality.rules import RULE_OF_CODE

FINDINGS_ON_A_PAGE = 50
_WEIGHT = Case(
    *(When(severity=severity, then=Value(place)) for place, severity in enumerate(Severity)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the name of its rule, and the waiver that covers it as it stands."""

    finding: Finding
    title: str
    waiver: Waiver | None


@dataclass(frozen=True, slots=True)
class Findings:
    """The latest check of a locus: open findings, the heaviest first, waived ones, and waivers on other facts."""

    check: QualityCheck | None
    open: tuple[Shown, ...]
    waived: tuple[Shown, ...]
    lapsed: tuple[Waiver, ...]

    @property
    def is_stale(self) -> bool:
        return self.check is not None and self.check.is_stale


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for among a period's findings; empty means everything."""

    words: str = ""
    severity: str = ""
    rule: str = ""
    state: str = "open"
    office: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """One page of a period's findings, how many are open of each weight, and how many loci await a check."""

    page: "Page[Finding]"
    listed: tuple[Shown, ...]
    counts: Mapping[str, int]
    unchecked: int
    offices: tuple[Office, ...]


def loci_to_check(user: User) -> LocusQuerySet:
    """The loci in a person's scope with all that the checks and their permissions read; two queries with the team."""
    return Locus.objects.visible_to(user).with_names().prefetch_related("assessment__team")


def findings_at(locus: Locus) -> Findings:
    """What the latest check found at a locus: three queries."""
    check = QualityCheck.objects.select_related("checked_by").filter(locus=locus).first()
    if check is not None:
        check.locus = locus
    waivers = list(Waiver.objects.filter(locus=locus).select_related("waived_by"))
    by_facts = {(each.rule, each.key, each.digest): each for each in waivers}
    shown = [_shown(each, by_facts) for each in Finding.objects.filter(locus=locus).order_by(_WEIGHT, "rule", "key")]
    covering = {each.waiver.pk for each in shown if each.waiver}
    return Findings(
        check,
        open=tuple(each for each in shown if each.waiver is None),
        waived=tuple(each for each in shown if each.waiver),
        lapsed=tuple(each for each in waivers if each.pk not in covering),
    )


def board_of(period: Period, user: User, wanted: Wanted, page_number: str | None) -> Board:
    """A period's findings as one person may read them: seven queries for one locus and for a thousand."""
    loci = _loci_of(period, user)
    found = Finding.objects.filter(locus__in=loci)
    counts = dict(found.open().order_by().values_list("severity").annotate(Count("pk")))
    chosen = _chosen(found, wanted)
    page = Paginator(chosen, FINDINGS_ON_A_PAGE).get_page(page_number)
    shown = list(page.object_list)
    waivers = Waiver.objects.filter(locus__in={each.locus_id for each in shown}).select_related("waived_by")
    by_facts = {(each.locus_id, each.rule, each.key, each.digest): each for each in waivers}
    return Board(
        page=page,
        listed=tuple(
            Shown(each, _title(each), by_facts.get((each.locus_id, each.rule, each.key, each.digest))) for each in shown
        ),
        counts=counts,
        unchecked=unchecked_loci(period, user).count(),
        offices=tuple(Office.objects.filter(assessments__period=period).distinct().order_by("name"))
        if scope_of(user).is_head_office
        else (),
    )


def handed_over(period: Period) -> LocusQuerySet:
    """The loci of a period whose sheets are closed, with all that the checks read."""
    loci = Locus.objects.filter(assessment__period=period, not_assessed_reason="", assessment__not_assessed_reason="")
    return loci.exclude(stage__in=OPEN_STAGES).with_names().order_by("pk")


def unchecked_loci(period: Period, user: User) -> LocusQuerySet:
    """The loci of a period, handed over and in this person's charge, unchecked since (`QualityCheck.is_stale`)."""
    stale = Q(stage__in=UNSIGNED_STAGES, quality_check__checked_at__lt=F("stage_changed_at"))
    stale |= Q(quality_check__isnull=True)
    return _loci_of(period, user).filter(stale).exclude(stage__in=OPEN_STAGES)


def _loci_of(period: Period, user: User) -> LocusQuerySet:
    """The loci whose findings this person reads: of the offices where they verify or validate, or all."""
    scope = scope_of(user)
    loci = Locus.objects.filter(assessment__period=period, not_assessed_reason="", assessment__not_assessed_reason="")
    if scope.is_head_office:
        return loci
    offices = [place for role, place in scope.places if role in {Role.VERIFIER, Role.VALIDATOR}]
    return loci.filter(assessment__office__in=offices)


def _chosen(found: FindingQuerySet, wanted: Wanted) -> FindingQuerySet:
    if wanted.words:
        found = found.filter(
            Q(locus__assessment__agency__name__icontains=wanted.words) | Q(locus__unit__name__icontains=wanted.words)
        )
    if wanted.severity:
        found = found.filter(severity=wanted.severity)
    if wanted.rule:
        found = found.filter(rule=wanted.rule)
    if wanted.office:
        found = found.filter(locus__assessment__office=wanted.office)
    if wanted.state == "open":
        found = found.open()
    elif wanted.state == "waived":
        found = found.waived()
    names = found.select_related("locus__unit", "locus__assessment__agency")
    return names.order_by(_WEIGHT, "locus__assessment__agency__name", "locus__position", "rule", "key")


def _shown(finding: Finding, waivers: Mapping[tuple[str, str, str], Waiver]) -> Shown:
    return Shown(finding, _title(finding), waivers.get((finding.rule, finding.key, finding.digest)))


def _title(finding: Finding) -> str:
    rule = RULE_OF_CODE.get(finding.rule)
    return rule.title if rule else finding.rule
