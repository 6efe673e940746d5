"""Pages about results: who sees what, and that a page costs the same for small and for large."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Event, ServiceUnit
from assessments.models import Answer, Locus, Period, Result, Stage
from assessments.results.services import compute
from tests.assessments.results.conftest import opened_round

pytestmark = pytest.mark.django_db
WHOLE_PAGES = ["result_detail", "result_trace", "result_trace_json"]
UNIT_PAGES = ["result_unit", "result_unit_trace"]


@pytest.fixture
def result(muba_round):
    muba_round.answer_everything(level=3)
    Answer.objects.filter(indicator="IN-02").update(value=1)
    return compute(assessment=muba_round.assessment, actor=None)


@pytest.fixture
def released(result):
    Period.objects.update(released_at=timezone.now() - timedelta(days=1))
    return result


def whole(result, page="result_detail"):
    return reverse(page, args=[result.public_id])


def part(result, unit, page="result_unit"):
    return reverse(page, args=[result.public_id, result.units.get(locus__unit=unit).locus.public_id])


def status(client, user, url):
    client.force_login(user)
    return client.get(url).status_code


# --- who sees what ----------------------------------------------------------------------------
@pytest.mark.parametrize("url_name", WHOLE_PAGES)
def test_the_assessing_side_reads_a_result_before_release(client, url_name, result, sari, hasan, ratna):
    assert [status(client, user, whole(result, url_name)) for user in (sari, hasan, ratna)] == [200, 200, 200]


@pytest.mark.parametrize("url_name", WHOLE_PAGES)
def test_the_agency_reads_it_from_release_on(client, url_name, result, budi, agus):
    assert [status(client, user, whole(result, url_name)) for user in (budi, agus)] == [404, 404]
    Period.objects.update(released_at=timezone.now())
    assert [status(client, user, whole(result, url_name)) for user in (budi, agus)] == [200, 200]


@pytest.mark.parametrize("url_name", WHOLE_PAGES)
def test_an_outsider_gets_404(client, url_name, released, joko, nina, tono, yusuf, lina):
    outsiders = (joko, nina, tono, yusuf, lina)
    assert [status(client, user, whole(released, url_name)) for user in outsiders] == [404] * 5


@pytest.mark.parametrize("url_name", UNIT_PAGES)
def test_people_of_a_unit_read_their_unit_and_no_other_from_release_on(
    client, url_name, result, dukcapil_muba, puskesmas_muba, lina, wati
):
    own, other = part(result, dukcapil_muba, url_name), part(result, puskesmas_muba, url_name)
    assert [status(client, user, own) for user in (lina, wati)] == [404, 404]
    Period.objects.update(released_at=timezone.now())
    assert [status(client, user, own) for user in (lina, wati)] == [200, 200]
    assert [status(client, user, other) for user in (lina, wati)] == [404, 404]


@pytest.mark.parametrize("url_name", UNIT_PAGES)
def test_the_page_of_a_unit_says_nothing_of_the_others_or_of_the_agency(
    client, url_name, muba_round, dukcapil_muba, puskesmas_muba, lina
):
    muba_round.answer_everything(level=3)
    Answer.objects.filter(locus=muba_round.loci[1]).update(value=1)
    result = compute(assessment=muba_round.assessment, actor=None)
    Period.objects.update(released_at=timezone.now())
    client.force_login(lina)
    text = client.get(part(result, dukcapil_muba, url_name)).text
    assert "75,00" in text
    assert puskesmas_muba.name not in text
    assert str(result.score).replace(".", ",") not in text
    assert f'href="{whole(result)}"' not in text


def test_a_person_who_is_not_signed_in_is_asked_to(client, result):
    assert client.get(whole(result)).url.startswith(reverse("login"))


def test_the_names_of_raters_stay_with_the_assessing_side(client, released, hasan, budi, dukcapil_muba, wati):
    pages = [whole(released, "result_trace_json"), part(released, dukcapil_muba, "result_unit_trace")]
    client.force_login(hasan)
    assert all("Sari Lestari" in client.get(url).text for url in pages)
    for reader, urls in ((budi, pages), (wati, pages[1:])):
        client.force_login(reader)
        assert all("Sari Lestari" not in client.get(url).text for url in urls)


# --- what a page says -------------------------------------------------------------------------
def test_the_page_says_score_category_opinion_and_that_the_colour_is_indicative(client, result, hasan):
    client.force_login(hasan)
    text = client.get(whole(result)).text
    for words in ("70,83", "Mutu Cukup", "Kualitas Sedang", "Warna indikatif kuning", "Opini belum final"):
        assert words in text
    assert "Data contoh" not in text


def test_the_page_says_what_loses_most_points_first(client, result, hasan):
    client.force_login(hasan)
    losses = client.get(whole(result)).context["story"].losses_by_indicator
    assert losses[0].code == "IN-02"


def test_a_provisional_result_says_what_is_still_possible(client, muba_round, hasan):
    muba_round.answer_everything(level=4)
    Answer.objects.filter(indicator__startswith="PG").delete()
    client.force_login(hasan)
    text = client.get(whole(compute(assessment=muba_round.assessment, actor=None))).text
    assert "Nilai sementara" in text
    assert "Nilai akhir antara 85,00 dan 100,00" in text
    assert "Kualitas Tinggi atau Kualitas Tertinggi" in text


def test_a_result_without_answers_says_so_in_words(client, muba_round, hasan):
    client.force_login(hasan)
    text = client.get(whole(compute(assessment=muba_round.assessment, actor=None))).text
    assert "Belum ada nilai" in text
    assert "None" not in text


def test_example_data_is_called_example_data(client, muba_round, dukcapil_muba, hasan):
    muba_round.assessment.is_example = True
    muba_round.assessment.save()
    result = compute(assessment=muba_round.assessment, actor=None)
    client.force_login(hasan)
    for url in (whole(result), whole(result, "result_trace"), part(result, dukcapil_muba)):
        assert "Data contoh" in client.get(url).text


def test_a_replaced_result_leads_to_the_one_that_holds(client, result, muba_round, hasan):
    second = compute(assessment=muba_round.assessment, actor=None)
    client.force_login(hasan)
    assert whole(second) in client.get(whole(result)).text
    assert "Sudah diganti" not in client.get(whole(second)).text


def test_the_trace_prints_the_arithmetic_down_to_single_answers(client, result, dukcapil_muba, hasan):
    client.force_login(hasan)
    top = client.get(whole(result, "result_trace")).text
    assert "(70,83 + 70,83) / 2" in top
    unit = client.get(part(result, dukcapil_muba, "result_unit_trace"))
    answer = Answer.objects.filter(locus__unit=dukcapil_muba, indicator="PR-08", method="interview").first()
    assert "(3 + 3 + 3 + 3) / (4\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}4)" in unit.text
    assert f"{answer.pk} versi 1" in unit.text


def test_a_part_of_the_trace_can_be_fetched_by_itself(client, result, dukcapil_muba, hasan):
    client.force_login(hasan)
    fragment = client.get(part(result, dukcapil_muba, "result_unit_trace"), headers={"HX-Request": "true"})
    assert "<html" not in fragment.text
    assert "IN-01" in fragment.text
    assert "HX-Request" in fragment["Vary"]


def test_the_trace_as_json_re_sums_to_the_score_exactly(client, result, hasan):
    client.force_login(hasan)
    trace = json.loads(client.get(whole(result, "result_trace_json")).content)
    assert trace["score"] == "70.83"
    assert trace["instrument"]["sha256"] == result.instrument_sha256
    for unit in trace["units"]:
        points = [
            Fraction(indicator["points"])
            for dimension in unit["dimensions"]
            for indicator in dimension["indicators"]
            if indicator["points"]
        ]
        assert sum(points) == Fraction(unit["exact"])
        answers = unit["dimensions"][0]["indicators"][0]["methods"][0]["answers"]
        assert [(answer["value"], answer["version"]) for answer in answers] == [("3", 1)]


# --- the list ---------------------------------------------------------------------------------
def test_the_list_shows_what_holds_and_finds_by_name_period_and_kind(client, result, muba_round, hasan):
    compute(assessment=muba_round.assessment, actor=None)
    client.force_login(hasan)
    url = reverse("result_list")
    assert client.get(url).text.count("Kabupaten Musi Banyuasin</a>") == 1
    for query, found in (
        ({"cari": "banyuasin"}, 1),
        ({"cari": "palembang"}, 0),
        ({"jenis": "kabupaten", "periode": "opini-2026"}, 1),
        ({"jenis": "kota"}, 0),
        ({"periode": "tidak-ada"}, 1),
    ):
        assert client.get(url, query).context["page"].paginator.count == found, query


def test_people_of_a_unit_find_their_unit_in_the_list(client, released, dukcapil_muba, puskesmas_muba, lina):
    client.force_login(lina)
    text = client.get(reverse("result_list")).text
    assert part(released, dukcapil_muba) in text
    assert puskesmas_muba.name not in text


def test_the_list_costs_the_same_for_few_and_for_a_whole_nation(
    client, result, muba_round, sumsel, ratna, django_assert_num_queries
):
    client.force_login(ratna)
    # session, person, scope, periods to choose from, how many, one page of results
    with django_assert_num_queries(6):
        client.get(reverse("result_list"))
    agencies = Agency.objects.bulk_create(
        Agency(code=f"N-{n}", kind="lembaga", name=f"Lembaga {n}", head_title="Kepala") for n in range(587)
    )
    Result.objects.bulk_create(
        Result(
            assessment=muba_round.assessment,
            issue=result.issue,
            agency_name=agency.name,
            agency_kind=agency.kind,
            score=70,
            provisional=False,
            is_example=False,
            year=2026,
            period_name="Opini 2026",
        )
        for agency in agencies
    )
    with django_assert_num_queries(6):
        page = client.get(reverse("result_list"), {"halaman": "3"}).context["page"]
    assert (page.paginator.count, len(page)) == (588, 30)


# --- what a page costs ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("url_name", "queries"),
    # session, person, scope, result, units, lines, evidence, products, raters; the detail page also history and report
    [("result_detail", 11), ("result_trace", 9), ("result_trace_json", 9)],
)
def test_a_page_costs_the_same_for_two_units_and_for_seven(
    client, result, muba, sari, hasan, django_assert_num_queries, url_name, queries
):
    units = [ServiceUnit.objects.create(agency=muba, kind="puskesmas", name=f"Puskesmas {n}") for n in range(7)]
    large = opened_round(muba, sari, code="opini-2026-ulang", units=units)
    large.answer_everything(level=2)
    larger = compute(assessment=large.assessment, actor=None)
    client.force_login(hasan)
    for each in (result, larger):
        with django_assert_num_queries(queries):
            client.get(whole(each, url_name))


def test_the_page_of_a_unit_costs_a_fixed_number_of_queries(
    client, result, dukcapil_muba, hasan, django_assert_num_queries
):
    client.force_login(hasan)
    for url in [part(result, dukcapil_muba, url_name) for url_name in UNIT_PAGES]:
        # session, person, scope, part, result, unit, lines, evidence, products, raters, whether the whole is visible
        with django_assert_num_queries(11):
            client.get(url)


# --- computing --------------------------------------------------------------------------------
@pytest.fixture
def validated(muba_round, stand_at):
    muba_round.answer_everything(level=3)
    for locus in muba_round.loci:
        stand_at(locus, Stage.VALIDATED)
    return muba_round.assessment


def compute_url(assessment):
    return reverse("result_compute", args=[assessment.public_id])


def preview_url(assessment):
    return reverse("result_preview", args=[assessment.public_id])


def test_the_validator_computes_what_is_validated(client, validated, hasan):
    client.force_login(hasan)
    response = client.post(compute_url(validated))
    result = Result.objects.get()
    assert response.url == whole(result)
    assert result.computed_by == hasan
    assert Event.objects.filter(verb="compute_result", actor=hasan).exists()
    assert "Hasan Basri" in client.get(whole(result)).text


def test_the_head_office_computes_too(client, validated, ratna):
    client.force_login(ratna)
    client.post(compute_url(validated))
    assert Result.objects.get().computed_by == ratna


def test_what_is_not_validated_is_named_and_nothing_is_kept(client, validated, puskesmas_muba, hasan, stand_at):
    stand_at(Locus.objects.get(unit=puskesmas_muba), Stage.VERIFIED)
    client.force_login(hasan)
    response = client.post(compute_url(validated), follow=True)
    assert "Belum tervalidasi: Puskesmas Sekayu" in response.text
    assert not Result.objects.exists()


def test_others_of_the_office_may_not_compute(client, validated, sari, dewi, rahmat):
    for user in (sari, dewi, rahmat):
        client.force_login(user)
        assert client.post(compute_url(validated)).status_code == 403


def test_an_outsider_cannot_even_find_the_assessment(client, validated, joko, budi, lina, tono):
    for user in (joko, budi, lina, tono):
        client.force_login(user)
        assert client.post(compute_url(validated)).status_code == 404
        assert client.get(preview_url(validated)).status_code == 404


def test_once_released_the_head_office_alone_computes_anew(client, validated, hasan, ratna):
    Period.objects.update(released_at=timezone.now())
    client.force_login(hasan)
    assert client.post(compute_url(validated)).status_code == 403
    client.force_login(ratna)
    assert client.post(compute_url(validated)).status_code == 302


def test_computing_needs_a_post(client, validated, hasan):
    client.force_login(hasan)
    assert client.get(compute_url(validated)).status_code == 405


def test_a_preview_shows_the_number_and_keeps_nothing(client, muba_round, sari):
    muba_round.answer_everything(level=3)
    client.force_login(sari)
    text = client.get(preview_url(muba_round.assessment)).text
    assert "75,00" in text
    assert "Pratinjau sementara" in text
    assert "Belum tervalidasi" in text
    assert "Hitung dan simpan" not in text
    assert not Result.objects.exists()


def test_a_preview_leads_to_the_result_that_is_kept(client, validated, hasan):
    result = compute(assessment=validated, actor=None)
    client.force_login(hasan)
    assert whole(result) in client.get(preview_url(validated)).text


def test_only_those_who_compute_are_offered_it(client, validated, hasan, sari):
    client.force_login(hasan)
    assert compute_url(validated) in client.get(preview_url(validated)).text
    client.force_login(sari)
    assert compute_url(validated) not in client.get(preview_url(validated)).text


def test_the_agency_gets_no_preview_even_after_release(client, validated, budi):
    Period.objects.update(released_at=timezone.now())
    client.force_login(budi)
    assert client.get(preview_url(validated)).status_code == 403


def test_a_preview_costs_the_same_for_few_and_for_many_answers(client, muba_round, hasan, django_assert_num_queries):
    client.force_login(hasan)
    for level in (None, 2):
        if level:
            muba_round.answer_everything(level=level)
        # session, person, scope, assessment, loci, subjects, exclusions, reviewed values, answers, evidence and
        # its versions, products, stages, kept result, history
        with django_assert_num_queries(18):
            client.get(preview_url(muba_round.assessment))
