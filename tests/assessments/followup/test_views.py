"""The pages of the follow-up: what each shows, to whom, and at what cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Event
from assessments.followup import services
from assessments.models import Answer, FollowUpStep, ProofFile, Recommendation
from assessments.results.services import compute


def page_of(row):
    return reverse("recommendation_detail", args=[row.public_id])


def act(client, name, row, **data):
    return client.post(reverse(f"recommendation_{name}", args=[row.public_id]), data)


# --- the way of a recommendation, through its pages ---------------------------------------------
def test_the_whole_way_goes_through_pages(client, muba, dinsos_muba, dewi, hasan, budi, rahmat, photo, in_a_month):
    client.force_login(dewi)
    answer = client.post(
        reverse("recommendation_new", args=[muba.public_id]),
        {"kind": "corrective", "unit": dinsos_muba.pk, "source_number": "LHP-12", "text": "Kembalikan pungutan."},
    )
    row = Recommendation.objects.get()
    assert answer.url == page_of(row)
    client.force_login(hasan)
    act(client, "issue", row, **{"issue-text": row.text, "issue-due_on": in_a_month.isoformat()})
    client.force_login(budi)
    act(client, "owner", row, **{"owner-owner": budi.pk, "owner-needs_signature": "on"})
    act(client, "proof", row, proofs=[photo(), photo("lain.jpg", shade=1)])
    act(client, "hand_in", row, note="Sudah dikembalikan.")
    client.force_login(rahmat)
    assert "Bukti memadai" in client.get(page_of(row)).content.decode()
    act(client, "judge", row, **{"judge-adequate": "1"})
    shown = client.get(page_of(row)).content.decode()
    assert "menyatakan bukti memadai" in shown
    assert ProofFile.objects.count() == 2
    assert "Bukti memadai</button>" not in shown


def test_several_proposals_are_issued_at_once_or_none(client, proposed, muba, dewi, hasan, in_a_month, stands_at):
    second = services.propose(actor=dewi, agency=muba, kind="improvement", text="Latih petugas.")
    client.force_login(hasan)
    url = reverse("recommendations_issue", args=[muba.public_id])
    answer = client.post(url, {"issue-chosen": [proposed.pk, second.pk], "issue-due_on": ""})
    assert "Isi tanggalnya" in answer.content.decode()
    client.post(url, {"issue-chosen": [proposed.pk, second.pk], "issue-due_on": in_a_month.isoformat()})
    assert (stands_at(proposed), stands_at(second)) == (FollowUpStep.ISSUED, FollowUpStep.ISSUED)


def test_findings_of_a_released_result_are_offered_with_words_to_change(
    client, muba_2026, answered, dinsos, sari, dewi
):
    answered(sari, dinsos, "IN-01", "document", 1)
    result = compute(assessment=muba_2026, actor=None)
    client.force_login(dewi)
    url = reverse("recommendations_from_result", args=[result.public_id])
    assert "belum dibuka bagi instansi" in client.get(url).content.decode()
    muba_2026.period.released_at = timezone.now()
    muba_2026.period.save()
    assert "penuhi “" in client.get(url).content.decode()
    Answer.objects.filter(indicator="IN-01").update(comment="SOP tindak lanjut belum ada.")
    assert "SOP tindak lanjut belum ada." in client.get(url).content.decode()
    assert "Centang sedikitnya satu temuan" in client.post(url, {"kind": "improvement"}).content.decode()
    client.post(url, {"kind": "improvement", "take-0": "on", "text-0": "Susun SOP."})
    row = Recommendation.objects.get()
    assert (row.indicator, row.text, row.result) == ("IN-01", "Susun SOP.", result)
    assert "sudah mempunyai saran" in client.get(url).content.decode()


# --- what is refused --------------------------------------------------------------------------
def test_what_is_refused_is_said_plainly_and_what_was_typed_stays(client, proven, rahmat, budi, hasan):
    client.force_login(rahmat)
    answer = act(client, "judge", proven, **{"judge-adequate": "0", "judge-reason": ""})
    assert "Tulis apa yang masih kurang" in answer.content.decode()
    client.force_login(budi)
    assert "Menunggu pemeriksaan" in act(client, "hand_in", proven, note="Sekali lagi.").content.decode()
    client.force_login(hasan)
    shown = client.get(page_of(proven)).content.decode()
    assert "Giliran pejabat lain" in shown
    assert "Bukti memadai" not in shown


def test_a_file_that_is_refused_is_named_and_the_others_are_kept(client, issued, budi, photo):
    empty = photo("kosong.jpg")
    empty.file.truncate(0)
    client.force_login(budi)
    answer = act(client, "proof", issued, proofs=[photo(), empty])
    assert "kosong.jpg" in answer.content.decode()
    assert ProofFile.objects.get().name == "papan.jpg"


def test_a_download_is_written_down(client, issued, budi, photo):
    file = services.add_proof(actor=budi, recommendation=issued, upload=photo())
    client.force_login(budi)
    answer = client.get(reverse("proof_file", args=[file.public_id]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(verb="download_proof", actor=budi).exists()


def test_a_file_taken_back_is_told_by_name_and_handed_out_to_nobody(client, issued, budi, dewi, photo):
    file = services.add_proof(actor=budi, recommendation=issued, upload=photo())
    client.force_login(budi)
    url = reverse("proof_withdraw", args=[file.public_id])
    refused = client.post(url, {"reason": ""}).content.decode()
    assert f'href="#withdraw-{file.pk}-reason"' in refused
    assert f'id="withdraw-{file.pk}-reason"' in refused
    client.post(url, {"reason": "Salah berkas."})
    for reader in (budi, dewi):
        client.force_login(reader)
        assert client.get(reverse("proof_file", args=[file.public_id])).status_code == 404
        shown = client.get(page_of(issued)).content.decode()
        assert "papan.jpg" in shown
        assert "Salah berkas." in shown
        assert "Tarik berkas ini" not in shown
        assert "Ajukan bukti" not in shown


# --- who sees what ----------------------------------------------------------------------------
def test_a_unit_sees_its_own_and_what_it_was_given(client, issued, muba, dewi, hasan, lina, budi, in_a_month):
    whole = services.propose(actor=dewi, agency=muba, kind="corrective", text="Untuk seluruh instansi.")
    services.issue(actor=hasan, recommendation=whole, due_on=in_a_month)
    client.force_login(lina)
    page = reverse("followup_agency", args=[muba.public_id])
    assert "Untuk seluruh instansi" not in client.get(page).content.decode()
    assert client.get(page_of(issued)).status_code == 404
    services.give_owner(actor=budi, recommendation=whole, owner=lina)
    assert "Untuk seluruh instansi" in client.get(page).content.decode()
    assert act(client, "hand_in", whole).status_code == 200


def test_only_who_reads_a_result_is_led_to_it(
    client, muba_2026, dinsos_muba, answered, dinsos, sari, dewi, hasan, rini, in_a_month
):
    answered(sari, dinsos, "IN-01", "document", 1)
    result = compute(assessment=muba_2026, actor=None)
    muba_2026.period.released_at = timezone.now()
    muba_2026.period.save()
    client.force_login(dewi)
    finding = {"kind": "improvement", "take-0": "on", "text-0": "Susun SOP."}
    client.post(reverse("recommendations_from_result", args=[result.public_id]), finding)
    row = Recommendation.objects.get()
    services.issue(actor=hasan, recommendation=row, due_on=in_a_month)
    link = f'href="{reverse("result_detail", args=[result.public_id])}"'
    assert link in client.get(page_of(row)).content.decode()
    client.force_login(rini)
    page = client.get(page_of(row)).content.decode()
    assert link not in page
    assert f"indikator IN-01, {result.period_name}" in page


def test_the_head_office_says_that_no_product_is_due(client, muba_2026, ratna):
    client.force_login(ratna)
    client.post(reverse("no_open_products", args=[muba_2026.public_id]), {"note": "Sudah dicek."})
    assert muba_2026.no_open_products.note == "Sudah dicek."


# --- the cost ---------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 12])
def test_pages_cost_the_same_for_few_and_for_many(client, muba, dewi, hasan, count, django_assert_num_queries):
    today = timezone.localdate()
    for number in range(count):
        row = services.propose(actor=dewi, agency=muba, kind="improvement", text=f"Saran {number}.")
        services.issue(actor=hasan, recommendation=row, due_on=today + timedelta(days=number))
        services.propose(actor=dewi, agency=muba, kind="improvement", text=f"Usulan {number}.")
    client.force_login(hasan)
    with django_assert_num_queries(6):  # session, person, scope, agency, list, last result
        client.get(reverse("followup_agency", args=[muba.public_id]))
    with django_assert_num_queries(6):  # session, person, scope, recommendation, proofs, steps
        client.get(page_of(row))
