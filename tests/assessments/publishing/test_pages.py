"""The pages of the last steps, and what everyone reads without signing in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Period, Result, Stage
from assessments.publishing.services import LevelChange, correct_result, decide_assessment, publish_period
from assessments.results.services import compute_validated
from tests.assessments.review.test_period_pages import many_agencies

pytestmark = pytest.mark.django_db

NOW = "%Y-%m-%dT%H:%M"


@pytest.fixture
def last_steps(opini_2026) -> str:
    return reverse("period_publishing", args=[opini_2026.public_id])


@pytest.fixture
def publish_url(opini_2026) -> str:
    return reverse("period_publish", args=[opini_2026.public_id])


@pytest.fixture
def decided(ratna, approved) -> Result:
    return decide_assessment(actor=ratna, assessment=approved)


@pytest.fixture
def published(ratna, decided, opini_2026) -> Result:
    """Published for everyone since a moment ago."""
    publish_period(actor=ratna, period=opini_2026, at=timezone.now(), is_public=True)
    return Result.objects.with_names().get()


def everyone(client, **asked) -> str:
    client.logout()
    table = client.get(reverse("opinions_csv"), asked)
    return client.get(reverse("opinions"), asked).text + b"".join(table.streaming_content).decode()


class TestTheLastSteps:
    def test_the_head_office_decides_publishes_and_sees_what_is_missing(
        self, client, ratna, approved, last_steps, publish_url, opini_2026
    ):
        client.force_login(ratna)
        assert "Tetapkan 1 instansi yang siap" in client.get(last_steps).text
        client.post(reverse("period_decide", args=[opini_2026.public_id]))
        assert Assessment.objects.get().stage == Stage.DECIDED
        answer = client.post(publish_url, {"at": f"{timezone.localtime():{NOW}}", "is_public": "on"}, follow=True)
        assert "Hasil dibuka bagi instansi sejak" in answer.text
        assert "Terbuka bagi umum" in answer.text
        assert publish_url not in answer.text

    def test_one_assessment_is_decided_and_taken_back(self, client, ratna, approved, last_steps):
        client.force_login(ratna)
        client.post(reverse("assessment_decide", args=[approved.public_id]))
        back = reverse("assessment_reopen", args=[approved.public_id])
        assert back in client.get(last_steps).text
        assert ratna.full_name in client.get(back).text
        assert "Tulis mengapa" in client.post(back, {"reason": ""}).text
        client.post(back, {"reason": "Salah unit."})
        assert Assessment.objects.get().stage == Stage.VALIDATED

    def test_what_stands_in_the_way_is_said(self, client, ratna, muba_2026, last_steps, publish_url):
        client.force_login(ratna)
        text = client.get(last_steps).text
        assert "Masih di tahap Direncanakan." in text
        assert "1 instansi belum mempunyai hasil" in text
        answer = client.post(publish_url, {"at": f"{timezone.localtime():{NOW}}"})
        assert "Selesaikan dahulu penilaiannya" in answer.text
        assert Period.objects.get().released_at is None

    @pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59", "1999-12-31T08:00", "besok"])
    def test_a_moment_that_cannot_be_meant_is_asked_for_again(self, client, ratna, decided, publish_url, at):
        client.force_login(ratna)
        answer = client.post(publish_url, {"at": at})
        assert "Kesalahan" in answer.text or "Periksa kembali isian Anda" in answer.text
        assert Period.objects.get().released_at is None

    def test_what_was_never_decided_cannot_be_taken_back(self, client, ratna, muba_2026):
        client.force_login(ratna)
        muba_2026.loci.all().delete()
        page = reverse("assessment_reopen", args=[muba_2026.public_id])
        assert "sekarang Direncanakan" in client.get(page, follow=True).text
        answer = client.post(reverse("assessment_reopen", args=[muba_2026.public_id]), {"reason": "Salah unit."})
        assert "sekarang Direncanakan" in answer.text
        assert "Salah unit." in answer.text

    def test_an_early_release_is_taken_along_from_its_page(
        self, client, ratna, hasan, approved, opini_2026, last_steps
    ):
        compute_validated(assessment=approved, actor=hasan)
        Period.objects.filter(pk=opini_2026.pk).update(released_at=timezone.now())
        client.force_login(ratna)
        page = client.get(last_steps).text
        assert "Bawa 1 instansi ke tahap Diterbitkan" in page
        assert "Menunggu dibawa ke tahap Diterbitkan." in page
        take_along = reverse("period_adopt", args=[opini_2026.public_id])
        answer = client.post(take_along, {"is_public": "on"}, follow=True)
        assert "Hasil 1 instansi kini berada di tahap Diterbitkan." in answer.text
        assert take_along not in answer.text
        assert "Tidak ada yang perlu dibawa" in client.post(take_along, follow=True).text
        assert approved.agency.name in everyone(client)

    def test_a_correction_is_published_with_its_note(self, client, ratna, published, dinsos):
        client.force_login(ratna)
        url = reverse("result_correct", args=[published.public_id])
        assert "Pilih indikatornya." in client.post(url, {"unit": dinsos.public_id, "public_note": "Keliru."}).text
        sent = {
            "unit": dinsos.public_id,
            "indicator": "IN-01",
            "method": "document",
            "level": "1",
            "public_note": "Tingkat IN-01 keliru dibaca.",
        }
        shown = client.post(url, sent)
        assert "Akibat koreksi ini" in shown.text
        assert Result.objects.get() == published
        answer = client.post(url, {**sent, "dilihat": shown.context["mark"]}, follow=True)
        assert "Tingkat IN-01 keliru dibaca." in answer.text
        assert Result.objects.current().get().replaces == published

    def test_what_was_not_looked_at_is_not_published(self, client, ratna, published, dinsos):
        client.force_login(ratna)
        url = reverse("result_correct", args=[published.public_id])
        sent = {"unit": dinsos.public_id, "indicator": "IN-01", "method": "document", "public_note": "Keliru."}
        shown = client.post(url, {**sent, "level": "1"}).context["mark"]
        answer = client.post(url, {**sent, "level": "0", "dilihat": shown})
        assert "lain dari yang terakhir Anda lihat" in answer.text
        assert answer.context["mark"] != shown
        assert Result.objects.get() == published

    def test_it_costs_the_same_for_few_agencies_and_many(
        self, client, ratna, sumsel, approved, last_steps, opini_2026, django_assert_num_queries
    ):
        client.force_login(ratna)
        # session, person, scope, period, windows; how many, the agencies, objections, own work, results;
        # without a result, undecided, stages
        with django_assert_num_queries(13):
            client.get(last_steps)
        many_agencies(opini_2026, sumsel, 40)
        with django_assert_num_queries(13):
            client.get(last_steps)


class TestForEveryone:
    def test_a_public_period_is_read_without_signing_in(self, client, published):
        text = everyone(client)
        assert "Kabupaten Musi Banyuasin" in text
        assert f"{published.score}".replace(".", ",") in text
        assert published.opinion in text

    def test_nothing_of_a_person_or_a_unit_is_in_it(self, client, published):
        text = everyone(client)
        for hidden in ("Dinas Sosial", "Sari Lestari", "Ratna Sari Dewi", str(published.public_id)):
            assert hidden not in text

    def test_before_its_moment_there_is_nothing(self, client, ratna, decided, opini_2026):
        assert "Musi Banyuasin" not in everyone(client)
        publish_period(actor=ratna, period=opini_2026, at=timezone.now() + timedelta(hours=1), is_public=True)
        assert "Musi Banyuasin" not in everyone(client)

    def test_a_period_for_agencies_alone_stays_theirs(self, client, ratna, decided, opini_2026):
        publish_period(actor=ratna, period=opini_2026, at=timezone.now())
        assert "Musi Banyuasin" not in everyone(client)

    def test_a_correction_stands_there_with_its_note_and_the_score_before(self, client, ratna, published, dinsos):
        locus = type(dinsos).objects.with_names().get(pk=dinsos.pk)
        change = LevelChange(locus=locus, indicator="IN-01", method="document", level=1)
        new = correct_result(
            actor=ratna, result=published, change=change, public_note="Tingkat keliru dibaca.", reason="Rahasia dapur."
        )
        text = everyone(client)
        assert "Tingkat keliru dibaca." in text
        assert f"{new.score}".replace(".", ",") in text
        assert f"{published.score}".replace(".", ",") in text
        assert "Rahasia dapur" not in text

    def test_one_looks_for_an_agency(self, client, published):
        assert "Kabupaten Musi Banyuasin" in everyone(client, cari="musi")
        assert "Tidak ada instansi yang cocok" in everyone(client, cari="lampung")
        assert "Kabupaten Musi Banyuasin" in everyone(client, periode="tidak-ada")

    def test_the_newest_period_comes_first_and_others_when_asked_for(self, client, published, opini_2026):
        Period.objects.create(
            code="kosong-2027",
            name="Opini 2027",
            year=2027,
            issue=opini_2026.issue,
            released_at=timezone.now(),
            is_public=True,
        )
        assert "Kabupaten Musi Banyuasin" not in everyone(client)
        assert "Kabupaten Musi Banyuasin" in everyone(client, periode="")
        assert "Kabupaten Musi Banyuasin" in everyone(client, periode=opini_2026.code)

    def test_it_costs_the_same_for_every_number(self, client, published, django_assert_num_queries):
        # the newest period, the period, periods to choose from, how many, the results
        with django_assert_num_queries(5):
            client.get(reverse("opinions"))


def test_what_was_replaced_before_publication_stays_with_those_who_assess(client, ratna, hasan, budi, approved):
    early = compute_validated(assessment=approved, actor=hasan)
    approved.head_name = "Bupati Baru"
    approved.save()
    final = decide_assessment(actor=ratna, assessment=Assessment.objects.with_names().get(pk=approved.pk))
    assert final.replaces == early
    publish_period(actor=ratna, period=approved.period, at=timezone.now())
    assert set(Result.objects.visible_to(budi)) == {final}
    assert set(Result.objects.visible_to(hasan)) == {early, final}
    client.force_login(budi)
    assert client.get(reverse("result_detail", args=[early.public_id])).status_code == 404
