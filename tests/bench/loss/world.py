"""The smallest site with a sheet to fill: made in the database of the server under test, before Django serves it."""

from dataclasses import dataclass
from datetime import date

from agencies.models import (
    Agency,
    AgencyKind,
    Membership,
    Office,
    Region,
    RegionKind,
    Role,
    ServiceUnit,
    UnitKind,
    User,
)
from assessments.fieldwork.services import declare_independence, plan_assessment, set_team
from assessments.instruments.loader import EDITIONS
from assessments.models import Locus, Period
from assessments.rulebook.services import publish_issue

EDITION = "opini-2026"


@dataclass(frozen=True)
class World:
    """Who fills which sheet."""

    person: User
    locus: Locus


def build() -> World:
    """One office, one agency with one unit, one person who leads the team alone."""
    office = Office.objects.create(code="uji", name="Perwakilan Uji")
    province = Region.objects.create(code="16", name="Provinsi Uji", kind=RegionKind.PROVINSI, office=office)
    region = Region.objects.create(code="16.06", name="Kabupaten Uji", kind=RegionKind.KABUPATEN, parent=province)
    agency = Agency.objects.create(
        code="16.06", kind=AgencyKind.KABUPATEN, name="Kabupaten Uji", region=region, office=office
    )
    unit = ServiceUnit.objects.create(agency=agency, kind=UnitKind.DINSOS, name="Dinas Uji")
    person = User.objects.create_user("uji@contoh.example", password=None, full_name="Asesor Uji")
    Membership.objects.create(user=person, role=Role.LEAD, since=date(2020, 1, 1), office=office)
    issue, _ = publish_issue(content=(EDITIONS / f"{EDITION}.yaml").read_bytes(), name=f"{EDITION}.yaml", actor=None)
    period = Period.objects.create(code=EDITION, name="Uji", year=2026, issue=issue, is_example=True)
    assessment = plan_assessment(actor=person, period=period, agency=agency, units=[unit], reason="Satu unit saja.")
    set_team(actor=person, assessment=assessment, lead=person, members=[])
    declare_independence(actor=person, assessment=assessment, other_agency=True, no_relatives=True, no_gifts=True)
    return World(person, assessment.loci.get())
