"""The pages of preparation: what each shows, to whom, and at what cost."""

from decimal import Decimal

import pytest
from django.urls import reverse

from agencies.models import Event, Role
from assessments.models import ChecklistItem, ItemState, Period, SelfAssessment
from assessments.preparation import services
from assessments.preparation.selectors import outlook_of
from assessments.preparation.what_if import Step, largest, offers_of


@pytest.fixture
def overview(muba, period, dinsos_muba):
    return reverse("preparation_agency", args=[muba.public_id])


@pytest.fixture
def place(dinsos_muba, period):
    """What names the item PR-12.1 of the Dinas Sosial in an address."""
    return [dinsos_muba.public_id, "PR-12", 1]


@pytest.fixture
def item(dinsos_muba, period):
    return {"unit": dinsos_muba, "period": period, "indicator": "PR-12", "number": 1}


@pytest.fixture
def own(dinsos_muba, period):
    return {"unit": dinsos_muba, "period": period}


# --- the way in -------------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "page"), [("budi", "preparation_agency"), ("agus", "preparation_brief")])
def test_the_way_in_leads_to_the_only_agency(client, request, muba, period, who, page):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(reverse("preparation_home"))
    assert answer.url == reverse(page, args=[muba.public_id])


def test_an_office_gets_the_list_of_its_region(client, sari, muba, muara_enim, kerinci, period):
    client.force_login(sari)
    page = client.get(reverse("preparation_home")).content.decode()
    assert "Musi Banyuasin" in page
    assert "Muara Enim" in page
    assert "Kerinci" not in page


def test_an_office_sees_the_readiness_of_its_region_at_a_glance(
    client, sari, muba, muara_enim, dinsos_muba, rini, budi, item, photo, django_assert_num_queries
):
    services.upload_file(actor=rini, upload=photo(), **item)
    services.judge_item(actor=budi, ready=True, **item)
    client.force_login(sari)
    # session; person; scope; first agencies; how many; page; period; their units; their checklists
    with django_assert_num_queries(9):
        page = client.get(reverse("preparation_home")).content.decode()
    assert "1 dari 74" in page
    assert page.index(muba.name) < page.index(muara_enim.name)  # which has no unit yet
    assert "belum ada unit terdaftar" in page


def test_without_a_period_it_says_so(client, budi, muba, dinsos_muba):
    client.force_login(budi)
    for address in (
        reverse("preparation_agency", args=[muba.public_id]),
        reverse("preparation_unit", args=[dinsos_muba.public_id]),
        reverse("preparation_what_if", args=[muba.public_id]),
    ):
        assert "Belum ada periode penilaian" in client.get(address).content.decode()


# --- the start page ---------------------------------------------------------------------------
def test_the_start_page_shows_last_result_forecast_and_readiness(
    client, budi, sari, overview, assessed_2024, dinsos_muba
):
    assessed_2024(dinsos_muba, level=3, weak={"PR-05": 0})
    client.force_login(budi)
    page = client.get(overview).content.decode()
    assert "Data contoh" in page
    assert "72,79" in page  # 75 less the 2,21 that PR-05 lost below level 3
    assert "Biaya atau tarif" in page
    assert "1 di bawah separuh" in page
    assert "lagi ke Kualitas" in page
    assert "Masih mungkin" in page
    assert "hasil terakhir (asumsi)" in page


def test_the_chart_of_the_years_draws_what_compares(client, budi, sari, overview, assessed_2024, dinsos_muba, own):
    assessed_2024(dinsos_muba, level=3)
    services.judge_own_indicator(actor=budi, indicator="PR-01", value=Decimal(2), reviewed=True, **own)
    client.force_login(budi)
    page = client.get(overview).content.decode()
    assert "trend-alike" in page
    assert "Sebanding: " in page
    assert "penilaian mandiri sekarang (2026) 50,00." in page


def test_a_unit_below_its_last_score_is_warned_of(client, budi, sari, overview, assessed_2024, dinsos_muba, own):
    assessed_2024(dinsos_muba, level=3)
    for code in ("PR-01", "PR-02", "PG-01"):
        services.judge_own_indicator(actor=budi, indicator=code, value=Decimal(0), reviewed=True, **own)
    client.force_login(budi)
    page = client.get(overview).content.decode()
    assert "Nilai jangan turun, usahakan naik" in page
    assert "di bawah nilai terakhir" in page
    assert "3 indikator sebanding turun" in page


def test_the_ombudsman_sees_readiness_and_no_forecast(client, sari, overview):
    client.force_login(sari)
    page = client.get(overview).content.decode()
    assert "Bukti dukung siap" in page
    assert "Perkiraan" not in page


def test_a_contact_sees_the_own_unit_only(client, rini, overview, puskesmas_muba):
    client.force_login(rini)
    page = client.get(overview).content.decode()
    assert "Dinas Sosial" in page
    assert puskesmas_muba.name not in page


@pytest.mark.parametrize("count", [7, 40])
def test_the_start_page_costs_the_same_for_seven_and_forty_units(
    client, budi, sari, muba, period, units_of_muba, assessed_2024, django_assert_num_queries, count
):
    units = units_of_muba(count)
    assessed_2024(*units[:2])
    client.force_login(budi)
    # session; person; scope; agency; period; units; self-assessments; last result, its units, its lines; checklist;
    # published years; recommendations, agreements; windows
    with django_assert_num_queries(15):
        assert client.get(reverse("preparation_agency", args=[muba.public_id])).status_code == 200


@pytest.mark.parametrize("count", [7, 40])
@pytest.mark.parametrize(("name", "queries"), [("preparation_brief", 14), ("preparation_board", 9)])
def test_summary_and_board_cost_the_same_for_seven_and_forty_units(
    client, budi, sari, muba, period, units_of_muba, assessed_2024, django_assert_num_queries, count, name, queries
):
    assessed_2024(*units_of_muba(count)[:2])
    client.force_login(budi)
    # of the start page all but published years and windows, and signatures; of the board session, person, scope,
    # agency, period, units, checklist, recommendations, agreements
    with django_assert_num_queries(queries):
        assert client.get(reverse(name, args=[muba.public_id])).status_code == 200


@pytest.mark.parametrize("count", [7, 40])
def test_the_what_if_costs_the_same_for_seven_and_forty_units(
    client, budi, sari, muba, period, units_of_muba, assessed_2024, django_assert_num_queries, count
):
    units = units_of_muba(count)
    assessed_2024(*units[:2], level=2)
    client.force_login(budi)
    # session; person; scope; agency; period; units; self-assessments; last result, its units, its lines
    with django_assert_num_queries(10):
        assert client.get(reverse("preparation_what_if", args=[muba.public_id]), {"cari": "1"}).status_code == 200


def test_the_brief_tells_an_official_what_waits_for_a_signature_and_what_is_late(
    client, agus, budi, rini, muba, item, yesterday
):
    services.assign_item(actor=budi, owner=rini, due_on=yesterday, **item)
    client.force_login(agus)
    page = client.get(reverse("preparation_brief", args=[muba.public_id])).content.decode()
    assert "Naskah maklumat bertanda tangan" in page
    assert "Rini Astuti" in page


# --- evidence ---------------------------------------------------------------------------------
def test_a_contact_uploads_and_the_bureau_calls_it_ready(client, rini, budi, place, photo):
    client.force_login(rini)
    answer = client.post(reverse("preparation_upload", args=place), {"file": photo()})
    assert answer.url == reverse("preparation_item", args=place)
    assert ChecklistItem.objects.get().state == ItemState.UPLOADED
    client.force_login(budi)
    client.post(reverse("preparation_judge", args=place), {"ready": "1"})
    assert ChecklistItem.objects.get().state == ItemState.READY
    page = client.get(reverse("preparation_unit", args=place[:1])).content.decode()
    assert "1 dari 2 siap" in page


def test_a_photo_from_the_camera_is_a_file_like_any_other_and_nothing_at_all_is_refused(client, rini, place, photo):
    client.force_login(rini)
    url = reverse("preparation_upload", args=place)
    assert "Pilih berkas dahulu, atau ambil foto." in client.post(url).content.decode()
    client.post(url, {"photo": photo()})
    assert ChecklistItem.objects.get().state == ItemState.UPLOADED


def test_a_hostile_file_comes_back_with_what_to_do(client, rini, place, photo):
    upload = photo("tagihan.pdf")
    upload.file.seek(0)
    upload.file.write(b"MZ this program cannot be run" * 20)
    upload.file.seek(0)
    client.force_login(rini)
    page = client.post(reverse("preparation_upload", args=place), {"file": upload}).content.decode()
    assert "tagihan.pdf" in page
    assert "Unggah foto" in page
    assert not ChecklistItem.objects.exists()


def test_an_item_with_a_link_alone_is_not_called_ready(client, rini, budi, place):
    client.force_login(rini)
    client.post(reverse("preparation_link", args=place), {"url": "https://drive.example/a"})
    client.force_login(budi)
    page = client.post(reverse("preparation_judge", args=place), {"ready": "1"}).content.decode()
    assert "Tautan saja tidak dihitung" in page
    assert ChecklistItem.objects.get().state == ItemState.MISSING


def test_a_file_serves_another_item_and_is_taken_off_again(client, rini, item, place, photo):
    attached = services.upload_file(actor=rini, upload=photo(), **item)
    client.force_login(rini)
    other = [place[0], "PR-01", 1]
    client.post(reverse("preparation_reuse", args=other), {"reuse-file": attached.file.pk})
    assert attached.file.items.count() == 2
    client.post(reverse("preparation_detach", args=[*place, attached.pk]))
    assert attached.file.items.get().item.indicator == "PR-01"


def test_the_bureau_gives_an_item_to_a_contact(client, budi, rini, nina, place, tomorrow):
    client.force_login(budi)
    client.post(reverse("preparation_assign", args=place), {"owner": rini.pk, "due_on": tomorrow.isoformat()})
    assert ChecklistItem.objects.get().owner == rini
    client.post(reverse("preparation_assign", args=place), {"owner": nina.pk, "due_on": ""})
    assert ChecklistItem.objects.get().owner == rini


def test_the_bytes_leave_as_they_came_and_the_reader_is_written_down(client, sari, rini, item, photo):
    attached = services.upload_file(actor=rini, upload=photo(), **item)
    client.force_login(sari)
    answer = client.get(reverse("preparation_file", args=[attached.file.public_id]))
    assert b"".join(answer) == photo().read()
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.about(attached.file).first().actor == sari


def test_the_ombudsman_may_comment_and_nothing_else(client, sari, place):
    client.force_login(sari)
    client.post(reverse("preparation_comment", args=place), {"text": "Pastikan ditandatangani pejabat sekarang."})
    assert ChecklistItem.objects.get().remarks.get().author == sari
    for name in ("preparation_upload", "preparation_link", "preparation_assign", "preparation_judge"):
        assert client.post(reverse(name, args=place)).status_code == 403


def test_an_item_that_is_not_asked_is_not_found(client, budi, place):
    client.force_login(budi)
    assert client.get(reverse("preparation_item", args=[place[0], "PR-12", 9])).status_code == 404
    assert client.get(reverse("preparation_item", args=[place[0], "ZZ-01", 1])).status_code == 404


@pytest.mark.parametrize("touched", [0, 10])
def test_a_checklist_page_costs_the_same_however_much_was_done(
    client, budi, rini, dinsos_muba, period, photo, django_assert_max_num_queries, touched
):
    for number in range(1, touched + 1):
        services.upload_file(
            actor=rini, unit=dinsos_muba, period=period, indicator="PR-07", number=number, upload=photo(shade=number)
        )
    client.force_login(budi)
    # session; person; scope; unit; period; items, their files, their remarks; readiness; contacts, products;
    # recommendations, agreements
    with django_assert_max_num_queries(13):
        assert client.get(reverse("preparation_unit", args=[dinsos_muba.public_id])).status_code == 200


# --- self-assessment --------------------------------------------------------------------------
def test_a_contact_fills_and_the_bureau_agrees(client, rini, budi, dinsos_muba, period):
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])
    client.force_login(rini)
    answer = client.post(address, {"value": "3", "seen": "0", "note": ""})
    assert answer.url.endswith("?dimensi=PR#PR-12")
    row = SelfAssessment.objects.get()
    assert (row.value, row.reviewed_at) == (3, None)
    client.force_login(budi)
    review = reverse("preparation_own_review", args=[dinsos_muba.public_id, "PR-12"])
    part = client.post(review, {"seen": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "sudah diperiksa" in part
    assert "100,00" not in part
    assert "75,00" in part


def test_what_the_bureau_enters_needs_no_second_look(client, budi, dinsos_muba, period):
    client.force_login(budi)
    client.post(
        reverse("preparation_own_level", args=[dinsos_muba.public_id, "OUT-01"]), {"value": "71,25", "seen": "0"}
    )
    row = SelfAssessment.objects.get()
    assert (row.value, row.reviewed_by) == (Decimal("71.25"), budi)


@pytest.mark.parametrize(
    ("code", "given", "says"),
    [
        ("PR-12", {"value": "7"}, "Pilih salah satu tingkat, 0 sampai 4."),
        ("OUT-01", {"value": "tinggi"}, "bukan angka"),
        ("OUT-01", {"value": "120"}, "Isi angka 0 sampai 100."),
        ("PR-12", {"value": "2", "seen": "4"}, "baru saja diubah orang lain"),
    ],
)
def test_a_refused_judgement_keeps_what_was_typed(client, rini, dinsos_muba, period, code, given, says):
    client.force_login(rini)
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, code])
    page = client.post(address, {"seen": "0", "note": "Sudah ada maklumat baru.", **given}).content.decode()
    assert says in page
    assert "Sudah ada maklumat baru." in page
    assert not SelfAssessment.objects.exists()


def test_not_applicable_asks_for_its_reason(client, rini, dinsos_muba, period):
    client.force_login(rini)
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])
    assert "Tulis alasan" in client.post(address, {"seen": "0", "value": "na", "note": " "}).content.decode()


def test_after_a_conflict_saving_again_is_a_choice(client, rini, budi, dinsos_muba, own):
    services.judge_own_indicator(actor=budi, indicator="PR-12", value=Decimal(1), **own)
    client.force_login(rini)
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])
    page = client.post(address, {"value": "3", "seen": "0"}).content.decode()
    assert "Tingkat 1" in page
    assert 'name="seen" value="1"' in page
    client.post(address, {"value": "3", "seen": "1"})
    assert SelfAssessment.objects.get().value == 3


def test_the_sheet_of_the_assessors_and_the_own_one_say_the_same(client, rini, dinsos_muba, period):
    client.force_login(rini)
    page = client.get(reverse("preparation_self", args=[dinsos_muba.public_id]), {"dimensi": "IN"}).content.decode()
    for level in period.issue.instrument.indicator("IN-01").levels.values():
        assert level in page


def test_the_ombudsman_reads_it_only_while_it_is_shared(client, sari, budi, dinsos_muba, own):
    address = reverse("preparation_self", args=[dinsos_muba.public_id])
    client.force_login(sari)
    assert client.get(address).status_code == 403
    client.force_login(budi)
    client.post(reverse("preparation_share", args=[dinsos_muba.public_id]), {"shared": "1"})
    client.force_login(sari)
    page = client.get(address).content.decode()
    assert "disabled" in page
    assert "Sedang dibagikan" in page


# --- what-if ----------------------------------------------------------------------------------
@pytest.fixture
def known(budi, own):
    """A unit that knows its whole process dimension, at level 2."""
    for number in range(1, 15):
        services.judge_own_indicator(actor=budi, indicator=f"PR-{number:02d}", value=Decimal(2), reviewed=True, **own)


def test_ticking_an_improvement_moves_the_number(client, budi, muba, known):
    client.force_login(budi)
    address = reverse("preparation_what_if", args=[muba.public_id])
    whole = client.get(address).content.decode()
    assert "Dasar hukum" in whole
    part = client.get(address, {"pilih": "1-PR-01"}, headers={"HX-Request": "true"}).content.decode()
    assert "50,00" in part
    assert "51,79" in part
    assert "<html" not in part
    plain = client.get(address, {"pilih": "1-PR-01"}).content.decode()
    assert "51,79" in plain
    assert "checked" in plain


def test_the_smallest_set_is_ticked_and_says_what_it_proves(client, budi, muba, known):
    client.force_login(budi)
    address = reverse("preparation_what_if", args=[muba.public_id])
    page = client.get(address, {"cari": "1", "langkah": "penuh", "lingkup": "1"}).content.decode()
    assert "2 perbaikan cukup" in page
    assert page.count("checked") == 2
    assert "57,14" in page


def test_the_largest_improvements_are_ticked_each_with_the_way_to_its_evidence(client, budi, muba, dinsos_muba, known):
    client.force_login(budi)
    page = client.get(reverse("preparation_what_if", args=[muba.public_id]), {"terbesar": "1"}).content.decode()
    assert "paling banyak menambah nilai" in page
    assert reverse("preparation_unit", args=[dinsos_muba.public_id]) + "#" in page


def test_none_of_the_others_adds_more_than_the_largest(muba, dinsos_muba, period, known):
    outlook = outlook_of(muba, period, [dinsos_muba])
    offers = offers_of(outlook.forecast, outlook.instrument, step=Step.ONE)
    taken = largest(offers, count=2)
    rest = [offer for offer in offers if offer not in taken]
    assert len(taken) == 2
    assert rest
    assert min(offer.gain for offer in taken) >= max(offer.gain for offer in rest)


def test_a_goal_out_of_reach_is_said_with_how_far_it_goes(client, budi, muba, known):
    client.force_login(budi)
    address = reverse("preparation_what_if", args=[muba.public_id])
    page = client.get(address, {"cari": "1", "tujuan": "88"}).content.decode()
    assert "Belum terjangkau" in page
    assert "75,00" in page


def test_the_what_if_is_the_agencys_own(client, sari, ratna, muba, known):
    for outsider in (sari, ratna):
        client.force_login(outsider)
        assert client.get(reverse("preparation_what_if", args=[muba.public_id])).status_code == 403


# --- who may open what ------------------------------------------------------------------------
GETS = ["preparation_agency", "preparation_brief", "preparation_what_if"]
UNIT_GETS = ["preparation_unit", "preparation_self"]


@pytest.mark.parametrize("who", ["nina", "joko", "yusuf"])
def test_nobody_sees_another_agency(client, request, who, muba, dinsos_muba, period, item, rini, photo, place):
    attached = services.upload_file(actor=rini, upload=photo(), **item)
    client.force_login(request.getfixturevalue(who))
    addresses = [reverse(name, args=[muba.public_id]) for name in GETS]
    addresses += [reverse(name, args=[dinsos_muba.public_id]) for name in UNIT_GETS]
    addresses += [
        reverse("preparation_item", args=place),
        reverse("preparation_file", args=[attached.file.public_id]),
    ]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    posts = [
        reverse(f"preparation_{name}", args=place) for name in ("upload", "reuse", "link", "comment", "assign", "judge")
    ]
    posts += [
        reverse("preparation_detach", args=[*place, attached.pk]),
        reverse("preparation_share", args=[dinsos_muba.public_id]),
        reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"]),
        reverse("preparation_own_review", args=[dinsos_muba.public_id, "PR-12"]),
    ]
    assert {address: client.post(address).status_code for address in posts} == dict.fromkeys(posts, 404)


def test_a_contact_never_reaches_another_unit_of_the_agency(client, lina, dinsos_muba, period, place):
    client.force_login(lina)
    assert client.get(reverse("preparation_unit", args=[dinsos_muba.public_id])).status_code == 404
    assert client.post(reverse("preparation_upload", args=place)).status_code == 404


@pytest.mark.parametrize("who", ["agus", "rini"])
def test_only_the_bureau_judges_assigns_agrees_and_shares(client, request, who, dinsos_muba, period, place):
    client.force_login(request.getfixturevalue(who))
    for name in ("preparation_judge", "preparation_assign"):
        assert client.post(reverse(name, args=place)).status_code == 403
    assert client.post(reverse("preparation_share", args=[dinsos_muba.public_id])).status_code == 403
    assert client.post(reverse("preparation_own_review", args=[dinsos_muba.public_id, "PR-12"])).status_code == 403


def test_an_official_reads_and_changes_nothing(client, agus, dinsos_muba, period, place):
    client.force_login(agus)
    assert client.get(reverse("preparation_item", args=place)).status_code == 200
    assert client.post(reverse("preparation_upload", args=place)).status_code == 403
    assert client.post(reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])).status_code == 403


def test_an_administrator_has_no_part_in_it(client, tono, muba, dinsos_muba, period):
    client.force_login(tono)
    for name in GETS:
        assert client.get(reverse(name, args=[muba.public_id])).status_code == 403
    for name in UNIT_GETS:
        assert client.get(reverse(name, args=[dinsos_muba.public_id])).status_code == 403


def test_someone_signed_out_is_asked_to_sign_in(client, overview):
    assert reverse("login") in client.get(overview).url


def test_a_released_period_is_no_longer_prepared_for(client, budi, overview, period):
    Period.objects.update(released_at="2026-01-01T00:00:00Z")
    client.force_login(budi)
    assert "Belum ada periode" in client.get(overview).content.decode()


def test_a_bureau_that_holds_two_places_picks_one(client, person, muba, muara_enim, period):
    both = person("Both Places", Role.BUREAU, agency=muba)
    both.memberships.create(role=Role.BUREAU, agency=muara_enim, since="2020-01-01")
    client.force_login(both)
    assert client.get(reverse("preparation_home")).status_code == 200
