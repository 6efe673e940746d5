"""The demo shows the whole house, says that it is invented, and never reaches production."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Min
from django.test import override_settings
from django.utils import timezone

from agencies.models import AgencyKind, User
from agencies.roles import Role
from assessments.demo.services import PASSWORD, DemoRefusedError, load_demo, sign_ins
from assessments.fieldwork.leaving.selectors import leaving_of
from assessments.fieldwork.selectors.standing import standing_of
from assessments.models import (
    OPEN_STAGES,
    OWED_STATES,
    Answer,
    Assessment,
    ChecklistItem,
    Evidence,
    Finding,
    Locus,
    Objection,
    PreparationFile,
    Report,
    Result,
    ReturnedIndicator,
    SelfAssessment,
    Stage,
    TeamMember,
    Visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="class")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demo, loaded once for the tests that read it and taken back after the last of them."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        call_command("load_register", verbosity=0)
        call_command("load_rules", verbosity=0)
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
class TestTheDemo:
    def test_it_holds_an_agency_of_every_kind_with_a_result(self):
        assert set(Result.objects.values_list("agency_kind", flat=True)) == set(AgencyKind.values)
        assert not Result.objects.filter(provisional=True).exists()

    def test_it_holds_both_regencies_in_both_rounds(self):
        rounds = Assessment.objects.filter(agency__code__in=["16.03", "16.06"]).values_list(
            "agency__name", "period__code"
        )
        assert len(rounds) == 4
        assert Locus.objects.filter(assessment__period__code="opini-2026", unit__name="RSUD dr. H.M. Rabain").exists()

    def test_everything_it_makes_says_that_it_is_invented(self):
        assert not Assessment.objects.filter(is_example=False).exists()
        assert not Result.objects.filter(is_example=False).exists()

    def test_its_loci_show_evidence_that_is_labelled_and_some_of_it_is_to_be_mended(self):
        titles = Evidence.objects.values_list("title", flat=True)
        assert titles
        assert all(title.startswith("Data contoh: ") for title in titles)
        locus = Evidence.objects.get(title__endswith="malam hari", locus__assessment__agency__code="16.06").locus
        found = leaving_of(standing_of(locus)).counts()
        assert found["photo_light"] == found["photo_size"] == found["recheck"] == 1

    def test_its_loci_stand_at_every_stage_with_one_sent_back(self):
        assert set(Locus.objects.order_by().values_list("stage", flat=True)) == set(Stage.values)
        assert Objection.objects.undecided().count() == 1
        assert ReturnedIndicator.objects.outstanding().count() == 1

    def test_an_open_locus_waits_for_what_was_not_seen_and_what_was_refused(self):
        owed = Answer.objects.filter(state__in=OWED_STATES)
        assert set(owed.values_list("state", "locus__stage")) == {("unseen", "in_field"), ("refused", "in_field")}
        assert all("contoh" in answer.reason for answer in owed)

    def test_its_people_are_independent_and_know_when_they_go(self):
        team = TeamMember.objects.with_independence()
        assert set(team.values_list("independence", flat=True)) == {"clear"}
        loci = Locus.objects.filter(assessment__period__code="opini-2026")
        assert not loci.filter(visits=None).exists()
        assert all(visit.on.weekday() < 5 for visit in Visit.objects.all())

    def test_what_was_answered_was_seen_on_a_visit_and_the_rest_lies_ahead(self):
        answered = Locus.objects.filter(assessment__period__code="opini-2026").annotate(
            first=Min("answers__answered_at")
        )
        today = timezone.localdate()
        for locus in answered:
            visited = locus.visits.get().on
            assert visited == timezone.localtime(locus.first).date() if locus.first else visited >= today
        assert not Answer.objects.filter(answered_at__gt=timezone.now()).exists()

    def test_its_quality_checks_find_people_who_stood_in_but_no_impossible_times(self):
        rules = set(Finding.objects.filter(locus__assessment__period__code="opini-2026").values_list("rule", flat=True))
        assert {"substitutes", "without_evidence"} <= rules
        assert rules.isdisjoint({"outside_field", "night", "after_handover", "fast_users"})
        assert not Locus.objects.filter(assessment__period__released_at=None, quality_check=None).exclude(
            stage__in=OPEN_STAGES
        )

    def test_it_has_one_sign_in_for_every_role(self):
        assert {sign_in.role for sign_in in sign_ins()} == {role.label for role in Role}
        assert all(User.objects.get(email=sign_in.email).check_password(PASSWORD) for sign_in in sign_ins())

    def test_the_heads_of_both_regencies_find_their_report_ready(self):
        reports = Report.objects.values_list("result__assessment__agency__code", "result__is_example")
        assert set(reports) == {("16.03", True), ("16.06", True)}

    def test_loading_it_again_changes_nothing(self):
        before = (User.objects.count(), Answer.objects.count(), Result.objects.count())
        assert not load_demo()
        assert (User.objects.count(), Answer.objects.count(), Result.objects.count()) == before

    def test_two_agencies_have_begun_to_prepare_with_example_files(self):
        ready = ChecklistItem.objects.filter(state="ready")
        assert set(ready.values_list("unit__agency__code", flat=True)) == {"16.03", "16.06"}
        assert SelfAssessment.objects.reviewed().exists()
        assert set(PreparationFile.objects.values_list("name", flat=True)) == {"data-contoh.png"}


def test_production_refuses_it(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(DemoRefusedError):
        load_demo(with_reports=False)
    assert not User.objects.exists()


def test_without_register_or_rules_it_says_what_to_load_first():
    with pytest.raises(CommandError, match="load_register"):
        call_command("demo")


def test_without_the_demo_there_are_no_sign_ins(capsys):
    call_command("demo", "--sign-ins")
    assert capsys.readouterr().out == ""
