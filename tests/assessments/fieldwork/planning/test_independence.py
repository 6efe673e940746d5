"""Nobody answers before they have declared to be independent, nor after they declared not to be."""

import pytest
from django.urls import reverse

from agencies.models import Event
from agencies.models.written_once import WrittenOnceError
from assessments.fieldwork.errors import FieldworkError, ReasonNeededError
from assessments.fieldwork.planning.errors import ConflictOfInterestError, DeclarationNeededError
from assessments.fieldwork.planning.services import declare_independence, reopen_declaration
from assessments.fieldwork.services import set_team
from assessments.models import Answer, Declaration, Independence
from tests.assessments.conftest import declare

pytestmark = pytest.mark.django_db

UNCLE = "Sekretaris Dinas Sosial adalah paman saya."
ALL_THREE = {"other_agency": "on", "no_relatives": "on", "no_gifts": "on"}


@pytest.fixture
def umar(person, sumsel, dewi, sari, muba_2026):
    """A member of the team who has not declared anything yet."""
    someone = person("Umar Bakri", "assessor", office=sumsel)
    set_team(actor=dewi, assessment=muba_2026, lead=dewi, members=[sari, someone])
    return someone


def conflict(person, assessment):
    return declare_independence(
        actor=person,
        assessment=assessment,
        other_agency=True,
        no_relatives=False,
        no_gifts=True,
        explanation=UNCLE,
    )


def test_an_answer_before_the_declaration_is_refused(umar, dinsos, answered):
    with pytest.raises(DeclarationNeededError, match="Nyatakan dahulu independensi Anda"):
        answered(umar, dinsos, "IN-01", "document", 2)
    assert not Answer.objects.exists()


def test_after_the_declaration_answers_are_taken(umar, muba_2026, dinsos, answered):
    declare(umar, muba_2026)
    assert answered(umar, dinsos, "IN-01", "document", 2).rater == umar


def test_a_conflict_ends_a_person_s_answers_there_even_after_earlier_ones(sari, muba_2026, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 2)
    conflict(sari, muba_2026)
    with pytest.raises(ConflictOfInterestError):
        answered(sari, dinsos, "IN-02", "document", 2)
    assert Answer.objects.count() == 1


def test_a_conflict_says_why(sari, muba_2026):
    with pytest.raises(ReasonNeededError):
        declare_independence(
            actor=sari, assessment=muba_2026, other_agency=False, no_relatives=True, no_gifts=True, explanation=" "
        )


def test_a_conflict_is_not_taken_back_by_the_person_but_reopened_by_whoever_plans(sari, dewi, muba_2026):
    conflict(sari, muba_2026)
    with pytest.raises(ConflictOfInterestError):
        declare(sari, muba_2026)
    reopen_declaration(actor=dewi, assessment=muba_2026, person=sari, reason="Pamannya sudah pensiun.")
    declare(sari, muba_2026)
    said = Declaration.objects.filter(user=sari).order_by("pk").values_list("outcome", flat=True)
    assert list(said) == ["clear", "conflict", "reopened", "clear"]


def test_nobody_reopens_their_own_declaration_nor_without_a_reason(sari, dewi, muba_2026):
    with pytest.raises(FieldworkError, match="orang lain"):
        reopen_declaration(actor=dewi, assessment=muba_2026, person=dewi, reason="Berubah.")
    with pytest.raises(ReasonNeededError):
        reopen_declaration(actor=dewi, assessment=muba_2026, person=sari, reason="")


def test_only_the_team_declares(rahmat, muba_2026):
    with pytest.raises(FieldworkError, match="anggota tim"):
        declare(rahmat, muba_2026)


def test_a_declaration_stays_as_it_was_and_is_written_down(sari, muba_2026):
    declared = conflict(sari, muba_2026)
    event = Event.objects.about(muba_2026).first()
    assert (event.verb, event.actor, event.detail["outcome"]) == ("declare_independence", sari, "conflict")
    declared.outcome = Independence.CLEAR
    with pytest.raises(WrittenOnceError):
        declared.save()


# --- the pages -------------------------------------------------------------------------------------
def test_a_sheet_leads_to_the_declaration_and_back(client, umar, muba_2026, dinsos):
    client.force_login(umar)
    sheet = reverse("locus_sheet", args=[dinsos.public_id])
    url = reverse("independence", args=[muba_2026.public_id])
    page = client.get(sheet).content.decode()
    assert f"{url}?lanjut={sheet}" in page
    assert "Mulai:" not in page
    answer = client.post(f"{url}?lanjut={sheet}", ALL_THREE)
    assert answer.url == sheet
    page = client.get(sheet).content.decode()
    assert url not in page
    assert "Mulai:" in page


def test_the_way_back_never_leads_elsewhere(client, umar, muba_2026):
    client.force_login(umar)
    url = reverse("independence", args=[muba_2026.public_id])
    answer = client.post(url, ALL_THREE | {"lanjut": "https://contoh.example/"})
    assert answer.url == reverse("assessment_detail", args=[muba_2026.public_id])


def test_a_save_from_an_old_page_tells_to_declare_and_links_there(client, umar, muba_2026, dinsos, subject_of):
    client.force_login(umar)
    subject = subject_of(dinsos, "unit").pk
    url = reverse("answer_save", args=[dinsos.public_id, "IN-01", "document", subject])
    page = client.post(url, {f"IN-01-document-{subject}-choice": "2"}).content.decode()
    assert "Nyatakan dahulu independensi Anda" in page
    assert reverse("independence", args=[muba_2026.public_id]) in page
    assert not Answer.objects.exists()


def test_a_conflict_closes_the_sheet_for_writing(client, sari, muba_2026, dinsos):
    conflict(sari, muba_2026)
    client.force_login(sari)
    page = client.get(reverse("sheet_part", args=[dinsos.public_id, "dokumen"])).content.decode()
    assert "hanya dapat membaca" in page
    assert "<form id" not in page
    declaration = client.get(reverse("independence", args=[muba_2026.public_id])).content.decode()
    assert UNCLE in declaration
    assert "Simpan pernyataan" not in declaration


def test_an_unticked_statement_asks_why_and_keeps_the_ticks(client, umar, muba_2026):
    client.force_login(umar)
    url = reverse("independence", args=[muba_2026.public_id])
    page = client.post(url, {"other_agency": "on", "no_gifts": "on"}).content.decode()
    assert "Jelaskan pernyataan mana" in page
    assert page.count("checked") == 2
    client.post(url, {"other_agency": "on", "no_gifts": "on", "explanation": UNCLE})
    assert Declaration.objects.last_word(user=umar, assessment=muba_2026).outcome == Independence.CONFLICT


def test_whoever_plans_reads_a_conflict_and_reopens_it(client, sari, hasan, muba_2026):
    conflict(sari, muba_2026)
    client.force_login(hasan)
    plan = client.get(reverse("assessment_plan", args=[muba_2026.public_id])).content.decode()
    url = reverse("declaration_reopen", args=[muba_2026.public_id, sari.pk])
    assert url in plan
    assert UNCLE in client.get(url).content.decode()
    client.post(url, {"reason": "Pamannya pensiun."})
    assert Declaration.objects.last_word(user=sari, assessment=muba_2026).outcome == Independence.REOPENED


def test_the_worklist_names_what_is_still_to_be_declared(client, umar, sari, muba_2026):
    url = reverse("independence", args=[muba_2026.public_id])
    for person, expected in ((umar, True), (sari, False)):
        client.force_login(person)
        assert (url in client.get(reverse("worklist")).content.decode()) == expected
