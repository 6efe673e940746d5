"""Ready is what the bureau has seen and what still holds."""

import pytest
from django.utils import timezone

from assessments.models import ItemFile, ItemState
from assessments.preparation import services
from assessments.preparation.readiness import readiness_of
from assessments.preparation.selectors import checklists_of


@pytest.fixture
def counted(period, dinsos_muba):
    def count(units=None):
        found = readiness_of(
            units=units or [dinsos_muba],
            period=period,
            instrument=period.issue.instrument,
            today=timezone.localdate(),
        )
        return found[0]

    return count


def test_an_untouched_checklist_is_all_missing(counted):
    readiness = counted()
    assert list(readiness.dimensions) == ["IN", "PR", "PG"]
    assert readiness.total.missing == readiness.total.required > 60
    assert readiness.total.percent == 0


def test_each_state_is_counted_in_its_dimension(counted, rini, budi, dinsos_muba, period, photo, yesterday):
    place = {"unit": dinsos_muba, "period": period}
    for number, shade in ((1, 1), (2, 2)):
        services.upload_file(actor=rini, indicator="PR-12", number=number, upload=photo(shade=shade), **place)
    services.judge_item(actor=budi, indicator="PR-12", number=1, ready=True, **place)
    for number in (1, 2):
        services.assign_item(actor=budi, indicator="PR-12", number=number, owner=rini, due_on=yesterday, **place)
        services.assign_item(actor=budi, indicator="PG-08", number=number, owner=rini, due_on=yesterday, **place)
    services.note_link(actor=rini, indicator="PG-01", number=1, url="https://drive.example", **place)
    readiness = counted()
    process, complaints = readiness.dimensions["PR"], readiness.dimensions["PG"]
    assert (process.ready, process.uploaded, process.overdue) == (1, 1, 0)
    assert (complaints.ready, complaints.missing, complaints.overdue) == (0, complaints.required, 2)


def test_what_was_ready_is_to_be_mended_once_its_files_expire(
    counted, rini, budi, dinsos_muba, period, photo, tomorrow, yesterday
):
    place = {"unit": dinsos_muba, "period": period, "indicator": "PG-02", "number": 1}
    services.upload_file(actor=rini, upload=photo(), valid_until=tomorrow, **place)
    services.judge_item(actor=budi, ready=True, **place)
    assert counted().dimensions["PG"].ready == 1
    ItemFile.objects.update(valid_until=yesterday)
    assert (counted().dimensions["PG"].ready, counted().dimensions["PG"].to_mend) == (0, 1)
    rows = {
        row.expected.key: row for row in checklists_of([dinsos_muba], period, today=timezone.localdate())[dinsos_muba]
    }
    assert rows["PG-02", 1].has_expired
    assert rows["PG-02", 1].state is ItemState.TO_MEND


@pytest.mark.parametrize("count", [7, 40])
def test_readiness_costs_one_query_for_seven_and_forty_units(count, units_of_muba, counted, django_assert_num_queries):
    units = units_of_muba(count)
    with django_assert_num_queries(1):
        counted(units)


@pytest.mark.parametrize("touched", [0, 12])
def test_a_checklist_costs_three_queries(touched, dinsos_muba, period, rini, photo, django_assert_max_num_queries):
    for number in range(1, touched + 1):
        services.upload_file(
            actor=rini, unit=dinsos_muba, period=period, indicator="PR-07", number=number, upload=photo(shade=number)
        )
    # items with owners; their files; their remarks
    with django_assert_max_num_queries(3):
        checklists_of([dinsos_muba], period, today=timezone.localdate())[dinsos_muba]
