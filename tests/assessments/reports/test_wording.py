"""The words of letters change in their places only, after a preview on real data, as versions that reports keep."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.models import Report, ReportKind, ReportWording
from assessments.reports.kinds import html_of, wording_version
from assessments.reports.wording.holding import texts_of
from assessments.reports.wording.services import StaleWordingError, WrongWordingError, publish_wording
from assessments.reports.wording.slots import SLOTS, defaults, mistakes
from tests.assessments.reports.test_document import words

KIND = ReportKind.AGENCY


@pytest.fixture
def changed(tono):
    """The request of the letter in other words, as version 1."""
    texts = {**defaults(KIND), "request": "Mohon {pimpinan} menindaklanjuti paling lambat 30 hari."}
    return publish_wording(actor=tono, kind=KIND, texts=texts, based_on="0", reason="Tenggat baru.")


@pytest.mark.parametrize("kind", list(ReportKind))
def test_the_words_that_ship_fit_their_places(kind):
    assert [found for slot in SLOTS[kind] for found in mistakes(slot, slot.default)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tidak boleh kosong"),
        ("Nilai {skor}.", "{skor} tidak dikenal di tempat ini. Yang dapat dipakai: {pimpinan}"),
        ("Nilai {nilai:.1f}.", "{nilai:.1f} tidak dikenal"),
        ("Nilai {nilai!r}.", "{nilai!r} tidak dikenal"),
        ("Milik {instansi.secret}.", "{instansi.secret} tidak dikenal"),
        ("Nilai {nilai.", "tidak berpasangan"),
        ("x" * 1201, "Ringkas sampai 1200 huruf; sekarang 1201."),
    ],
)
def test_words_that_do_not_fit_are_refused_with_what_would(text, said):
    slot = next(slot for slot in SLOTS[KIND] if slot.code == "result")
    assert said in " ".join(mistakes(slot, text))


def test_a_report_keeps_the_words_it_was_made_with(paper_of, result, changed):
    assert wording_version(KIND) == "1"
    assert "paling lambat 30 hari" in words(html_of(paper_of(result, wording_version="1")))
    assert "paling lambat 30 hari" not in words(html_of(paper_of(result, wording_version="0")))


def test_other_kinds_keep_theirs(changed):
    assert wording_version(ReportKind.UNIT) == "0"


def test_a_place_that_came_later_says_what_ships(paper_of, result, changed, monkeypatch):
    kept = ReportWording(kind=KIND, version=2, texts={"closing": "Salam."}, reason="x", made_by=changed.made_by)
    kept.save()
    texts = texts_of(Report(kind=KIND, wording_version="2"))
    assert (texts["closing"], texts["signer"]) == ("Salam.", "{penandatangan}")


def test_of_two_people_the_second_compares_first(tono, changed):
    with pytest.raises(StaleWordingError):
        publish_wording(actor=tono, kind=KIND, texts=defaults(KIND), based_on="0", reason="Kembali.")


def test_the_service_checks_too(tono):
    with pytest.raises(WrongWordingError) as refused:
        publish_wording(actor=tono, kind=KIND, texts={**defaults(KIND), "signer": "{x}"}, based_on="0", reason="x")
    assert list(refused.value.problems) == ["signer"]


@pytest.fixture
def send(client, result):
    """`send(tono, "berlakukan", request="…")`: the form of agency letters as that person sends it."""

    def post(person, action, *, seen="", based_on="0", **texts):
        client.force_login(person)
        sent = {**defaults(KIND), "reason": "Tenggat baru.", "action": action, "seen": seen, "based_on": based_on}
        return client.post(reverse("wording_edit", args=[KIND]), {**sent, **texts})

    return post


def seen_in(response):
    return response.context["seen"]


def test_words_hold_only_after_they_were_seen(send, tono):
    new = "Mohon {pimpinan} menindaklanjuti."
    unseen = send(tono, "berlakukan", request=new)
    assert "Mohon Bupati Musi Banyuasin menindaklanjuti." in unseen.text
    assert not ReportWording.objects.exists()
    other = send(tono, "berlakukan", request="Lain lagi.", seen=seen_in(unseen))
    assert not ReportWording.objects.exists()
    assert "Lain lagi." in other.text
    done = send(tono, "berlakukan", request=new, seen=seen_in(unseen))
    assert done["Location"] == reverse("wording_list")
    kept = ReportWording.objects.get()
    assert (kept.version, kept.texts["request"], kept.made_by) == (1, new, tono)
    assert Event.objects.about(kept).get().verb == "publish_wording"


def test_an_administrator_sees_no_number_and_the_head_office_does(send, tono, ratna):
    assert "75,00" not in send(tono, "pratinjau").text
    assert "nn,nn" in send(tono, "pratinjau").text
    assert "75,00" in send(ratna, "pratinjau").text


def test_a_mistake_keeps_what_was_typed(send, tono):
    page = send(tono, "pratinjau", request="Mohon {bupati}.").text
    assert "{bupati} tidak dikenal" in page
    assert "Mohon {bupati}." in page


def test_two_at_once_are_told(send, tono, changed):
    first = send(tono, "pratinjau", request="Lain.")
    page = send(tono, "berlakukan", request="Lain.", seen=seen_in(first)).text
    assert "baru saja diperbarui orang lain" in page


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_kind_has_its_preview(client, ratna, result, kind):
    client.force_login(ratna)
    sent = {**defaults(kind), "reason": "Uji.", "action": "pratinjau", "based_on": "0"}
    page = client.post(reverse("wording_edit", args=[kind]), sent)
    assert page.context["lines"]


def test_an_earlier_version_can_be_taken_up_again(client, tono, changed):
    client.force_login(tono)
    assert "paling lambat 30 hari" in client.get(reverse("wording_edit", args=[KIND]) + "?versi=1").text
    assert client.get(reverse("wording_edit", args=["surat"])).status_code == 404


def test_the_pages_cost_a_fixed_number_of_queries(client, tono, changed, result, django_assert_num_queries):
    client.force_login(tono)
    # session, person, scope, the versions with their writers
    with django_assert_num_queries(4):
        client.get(reverse("wording_list"))
    # session, person, scope; the version that holds, that it exists, its words; examples; all versions
    with django_assert_num_queries(8):
        client.get(reverse("wording_edit", args=[KIND]))
