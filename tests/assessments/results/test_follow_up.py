"""The second axis of a result is computed from the list of Ombudsman products, kept with it, and recomputed."""

from datetime import timedelta

import pytest
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
