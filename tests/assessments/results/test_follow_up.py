"""The second axis of a result is computed from the list of Ombudsman products, kept with it, and recomputed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.followup import services
from assessments.models import PeriodWindow, ProofFile, Result
from assessments.results.follow_up import follow_up_inputs, stored_axis
from assessments.results.recompute import verify_all
from assessments.results.services import compute
from assessments.scoring import ProductState
from tests.assessments.conftest import publish


@pytest.fixture
def complete(muba_round):
    muba_round.answer_everything(level=4)
    return muba_round.assessment


@pytest.fixture
def product(muba, dewi, hasan):
    """An issued product that was due yesterday."""
    row = services.propose(
        actor=dewi, agency=muba, kind="corrective", text="Kembalikan pungutan.", source_number="LHP-7"
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    return services.issue(actor=hasan, recommendation=row, due_on=yesterday)


@pytest.fixture
def settle(budi, rahmat):
    """`settle(product)`: its proof is handed in and found adequate."""

    def act(row):
        ProofFile.objects.create(
            recommendation=row, name="sk.pdf", media_type="application/pdf", size=1, sha256="0" * 64, uploaded_by=budi
        )
        services.hand_in(actor=budi, recommendation=row)
        services.judge_proof(actor=rahmat, recommendation=row, adequate=True)

    return act


def test_tanpa_maladministrasi_follows_from_adequate_proof(complete, product, settle):
    before = compute(assessment=complete, actor=None)
    assert (before.follow_up, before.opinion, before.opinion_is_final) == ("no", "Kualitas Tertinggi", True)
    settle(product)
    after = compute(assessment=complete, actor=None)
    assert (after.follow_up, after.opinion) == ("yes", "Kualitas Tertinggi Tanpa Maladministrasi")
    assert after.replaces == before


def test_without_a_word_of_the_head_office_an_empty_list_decides_nothing(complete, ratna):
    assert not compute(assessment=complete, actor=None).opinion_is_final
    services.confirm_no_open_products(actor=ratna, assessment=complete, note="Sudah dicek.")
    services.confirm_no_open_products(actor=ratna, assessment=complete)
    assert compute(assessment=complete, actor=None).opinion.endswith("Tanpa Maladministrasi")


def test_a_proposal_and_a_dropped_product_are_none(complete, muba, dewi, hasan, product):
    services.propose(actor=dewi, agency=muba, kind="improvement", text="Baru usulan.")
    services.drop(actor=hasan, recommendation=product, reason="LHP ditarik.")
    assert stored_axis(compute(assessment=complete, actor=None).follow_up_inputs).products == ()


def test_the_products_are_kept_as_they_stood_on_the_decision_day(complete, product, settle):
    PeriodWindow.objects.create(
        period=complete.period,
        kind="decision",
        starts_on=timezone.localdate() - timedelta(days=9),
        ends_on=timezone.localdate() - timedelta(days=1),
    )
    product.steps.model._base_manager.filter(recommendation=product).update(at=timezone.now() - timedelta(days=5))
    settle(product)
    result = compute(assessment=complete, actor=None)
    axis = stored_axis(result.follow_up_inputs)
    assert axis.decided_on == timezone.localdate() - timedelta(days=1)
    assert [(each.source, each.state) for each in axis.products] == [("LHP-7", ProductState.OWED)]
    assert result.follow_up == "no"


def test_a_correction_counts_the_products_of_the_decision(complete, product, settle):
    product.steps.model._base_manager.filter(recommendation=product).update(at=timezone.now() - timedelta(days=5))
    complete.decided_at = timezone.now() - timedelta(days=1)
    settle(product)
    assert compute(assessment=complete, actor=None).follow_up == "no"
    complete.decided_at = timezone.now()
    assert compute(assessment=complete, actor=None).follow_up == "yes"


def test_recompute_reads_the_kept_products_and_notices_a_change(complete, product):
    result = compute(assessment=complete, actor=None)
    (verified,) = verify_all()
    assert verified.problems == ()
    Result._base_manager.filter(pk=result.pk).update(
        follow_up_inputs=result.follow_up_inputs.replace('"owed"', '"settled"')
    )
    (verified,) = verify_all()
    assert verified.problems == ("produk Ombudsman tidak lagi sesuai sidiknya", "tindak lanjut berbeda")


def test_editions_before_2025_have_no_products_and_ask_for_none(complete, product, django_assert_num_queries):
    rules = publish("kepatuhan-2024").rules
    with django_assert_num_queries(0):
        assert follow_up_inputs([complete], rules) == {complete.pk: ""}


def test_the_page_the_trace_and_its_json_list_the_products(client, complete, product, hasan):
    result = compute(assessment=complete, actor=None)
    client.force_login(hasan)
    for page in ("result_detail", "result_trace"):
        shown = client.get(reverse(page, args=[result.public_id])).content.decode()
        assert "LHP-7" in shown
        assert "1 belum terbukti" in shown
    told = client.get(reverse("result_trace_json", args=[result.public_id])).json()
    assert told["follow_up"] == "no"
    (listed,) = told["follow_up_axis"]["products"]
    assert (listed["source"], listed["due"], listed["state"]) == ("LHP-7", True, "owed")
    assert told["steps"][-2]["about"] == "Tindak lanjut produk Ombudsman"


def test_the_head_office_is_asked_for_its_word_where_nothing_is_due(client, complete, ratna, hasan):
    preview = reverse("result_preview", args=[complete.public_id])
    client.force_login(hasan)
    assert "Pastikan tidak ada produk" not in client.get(preview).content.decode()
    client.force_login(ratna)
    assert "Pastikan tidak ada produk" in client.get(preview).content.decode()
    client.post(reverse("no_open_products", args=[complete.public_id]))
    assert "dipastikan oleh kantor pusat" in client.get(preview).content.decode()
