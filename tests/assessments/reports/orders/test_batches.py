"""An order of many reports: what goes wrong with one stops none, and what a killed worker leaves is taken up again."""

import logging
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from agencies.models import Event
from assessments.models import DrawingState, Report, ReportBatch, ReportBatchItem, ReportKind, Result
from assessments.reports import kinds
from assessments.reports.batches import (
    LEASE,
    MOST_ATTEMPTS,
    _taken,
    cancel_batch,
    draw,
    order_reports,
    retry_failed,
)
from assessments.reports.errors import BatchFinishedError, NothingToIssueError
from tests.assessments.reports.many import result_of


def everything():
    return True


def states(batch) -> list[str]:
    return list(ReportBatchItem.objects.filter(batch=batch).order_by("position").values_list("state", flat=True))


@pytest.fixture
def order(four_results, small_paper, ratna) -> ReportBatch:
    return order_reports(actor=ratna, period=four_results, kinds=[ReportKind.AGENCY])


def test_an_order_names_every_agency_and_draws_nothing_yet(order):
    assert states(order) == [DrawingState.WAITING] * 4
    assert not Report.objects.exists()
    assert Event.objects.about(order).get(verb="order_reports").detail["items"] == 4


def test_an_office_orders_for_its_own_agencies(four_results, small_paper, hasan, sumsel):
    batch = order_reports(actor=hasan, period=four_results, kinds=[ReportKind.AGENCY], office=sumsel)
    names = batch.items.values_list("result__agency_name", flat=True)
    assert sorted(names) == ["Kabupaten Lahat", "Kabupaten Musi Rawas", "Kabupaten Ogan Ilir"]


def test_without_results_there_is_nothing_to_order(opini_2026, small_paper, ratna):
    with pytest.raises(NothingToIssueError):
        order_reports(actor=ratna, period=opini_2026, kinds=[ReportKind.AGENCY])
    assert not ReportBatch.objects.exists()


def test_an_order_is_safe_to_repeat(order, four_results, ratna, lahat_corrected):
    assert draw(order, more=everything) is False
    assert states(order) == [DrawingState.ISSUED] * 4
    assert {report.issued_by for report in Report.objects.all()} == {ratna}
    lahat_corrected()
    again = order_reports(actor=ratna, period=four_results, kinds=[ReportKind.AGENCY])
    draw(again, more=everything)
    assert sorted(states(again)) == [DrawingState.ISSUED, *[DrawingState.SKIPPED] * 3]
    assert Report.objects.count() == 5
    assert Report.objects.in_force().count() == 4


@pytest.fixture
def lahat_corrected(four_results):
    def correct():
        old = Result.objects.get(agency_name="Kabupaten Lahat")
        return result_of(four_results, old.assessment.agency, replaces=old)

    return correct


def test_a_result_corrected_meanwhile_is_left_to_the_next_order(order, lahat_corrected):
    lahat_corrected()
    draw(order, more=everything)
    item = order.items.get(result__agency_name="Kabupaten Lahat", state=DrawingState.SKIPPED)
    assert "dikoreksi" in item.error


def test_what_goes_wrong_with_one_report_stops_none(order, ratna, monkeypatch, caplog):
    broken = Result.objects.get(agency_name="Kabupaten Lahat")
    with caplog.at_level(logging.CRITICAL), monkeypatch.context() as patch:
        patch.setattr("assessments.reports.kinds.KINDS", _stumbling_at(broken))
        draw(order, more=everything)
    assert sorted(states(order)) == [DrawingState.FAILED, *[DrawingState.ISSUED] * 3]
    assert "Sampaikan kepada administrator" in order.items.get(state=DrawingState.FAILED).error
    assert retry_failed(actor=ratna, batch=order) == 1
    draw(order, more=everything)
    assert states(order) == [DrawingState.ISSUED] * 4


def _stumbling_at(result):
    kind = kinds.KINDS[ReportKind.AGENCY]

    def compose(report):
        if report.result == result:
            raise KeyError(report.about)
        return kind.compose(report)

    return {ReportKind.AGENCY: replace(kind, compose=compose)}


def test_a_cancelled_order_draws_nothing_more_and_can_go_on_later(order, ratna):
    draw(order, more=lambda: False)
    assert cancel_batch(actor=ratna, batch=order) == 3
    assert draw(order, more=everything) is False
    assert sorted(states(order)) == [*[DrawingState.CANCELLED] * 3, DrawingState.ISSUED]
    with pytest.raises(BatchFinishedError):
        cancel_batch(actor=ratna, batch=order)
    assert retry_failed(actor=ratna, batch=order) == 3
    draw(order, more=everything)
    assert states(order) == [DrawingState.ISSUED] * 4


def test_what_a_killed_worker_had_is_drawn_by_another_once_its_lease_is_over(order):
    lost = _taken(order, "killed:1")
    draw(order, more=everything, worker="other:2")
    assert states(order).count(DrawingState.DRAWING) == 1
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1), tick=True):
        draw(order, more=everything, worker="other:2")
        assert states(order) == [DrawingState.ISSUED] * 4
        assert lost.finish(DrawingState.FAILED, error="too late") is False
    assert Report.objects.count() == 4


def test_a_report_that_kills_every_worker_is_given_up(order):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(MOST_ATTEMPTS):
            assert _taken(order, "killed:1").position == 1
            clock.shift(LEASE)
        draw(order, more=everything)
    assert states(order) == [DrawingState.FAILED, *[DrawingState.ISSUED] * 3]
    assert "berhenti 3 kali" in order.items.get(position=1).error


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_draw_each_report_once(order):
    def work(name):
        draw(order, more=everything, worker=name)
        connection.close()

    workers = [Thread(target=work, args=(f"worker:{number}",)) for number in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert states(order) == [DrawingState.ISSUED] * 4
    assert set(order.items.values_list("attempts", flat=True)) == {1}
    assert Report.objects.count() == 4
