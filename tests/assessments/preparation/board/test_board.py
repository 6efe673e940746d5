"""Who owes what until when: on the page, in the calendar, in the workbook and by letter."""

import io
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from assessments.mentoring.services import Plan, agree_action, arrange_session
from assessments.models import ChecklistItem, ItemState
from assessments.preparation import services
from assessments.preparation.board.digest import send_digest
from assessments.preparation.board.owed import Owner, by_owner, owed_items


@pytest.fixture
def assign(budi, dinsos_muba, period):
    """`assign("PR-12", rini, date)`: the first item of an indicator, given to someone until a day."""

    def give(indicator, owner, due_on):
        return services.assign_item(
            actor=budi, unit=dinsos_muba, period=period, indicator=indicator, number=1, owner=owner, due_on=due_on
        )

    return give


def test_the_most_urgent_comes_first_and_what_waits_for_the_bureau_is_not_owed(
    assign, rini, dinsos_muba, period, yesterday, tomorrow, photo, django_assert_num_queries
):
    assign("PR-12", rini, tomorrow)
    assign("PR-01", rini, yesterday)
    services.upload_file(actor=rini, unit=dinsos_muba, period=period, indicator="IN-01", number=1, upload=photo())

    with django_assert_num_queries(1):
        items = owed_items([dinsos_muba], period, today=timezone.localdate())

    assert [item.code for item in items[:2]] == ["PR-01.1", "PR-12.1"]
    assert items[0].is_overdue
    assert "IN-01.1" not in {item.code for item in items}
    owners = by_owner(items)
    assert (owners[0].person, owners[0].overdue, len(owners[0].items)) == (rini, 1, 2)
    assert owners[-1].person is None


def test_an_expired_file_is_owed_again(budi, rini, dinsos_muba, period, yesterday, photo):
    item = {"unit": dinsos_muba, "period": period, "indicator": "PR-12", "number": 1}
    services.upload_file(actor=rini, upload=photo(), valid_until=yesterday, **item)
    ChecklistItem.objects.update(state=ItemState.READY)

    found = {each.code: each for each in owed_items([dinsos_muba], period, today=timezone.localdate())}

    assert found["PR-12.1"].has_expired


@pytest.mark.parametrize("given", [1, 10])
def test_the_pages_cost_the_same_for_few_and_many(
    client, assign, budi, rini, muba, tomorrow, given, django_assert_num_queries
):
    for number in range(1, given + 1):
        assign(f"PR-{number:02d}", rini, tomorrow)
    client.force_login(budi)
    # session; person; scope; agency; period; units; items; recommendations, agreements
    with django_assert_num_queries(9):
        page = client.get(reverse("preparation_board", args=[muba.public_id])).content.decode()
    assert "Rini Astuti" in page
    # the first six; checklists, their files and remarks; readiness; contacts, products; own twice; last results;
    # recommendations, agreements
    with django_assert_num_queries(17):
        client.get(reverse("preparation_workbook", args=[muba.public_id]))


def test_everything_late_stands_open_and_what_is_due_later_is_folded_away(budi, dinsos_muba, period):
    item = owed_items([dinsos_muba], period, today=date(2026, 12, 1))[0]
    late, later = (replace(item, is_overdue=each) for each in (True, False))
    assert [len(part) for part in (Owner(budi, (later,) * 12).first, Owner(budi, (later,) * 12).rest)] == [10, 2]
    many = Owner(budi, (late,) * 11 + (later,) * 2)
    assert (many.first, many.rest) == ((late,) * 11, (later,) * 2)


def test_the_calendar_holds_one_entry_for_each_unit_and_day(client, assign, budi, rini, muba, tomorrow):
    assign("PR-12", rini, tomorrow)
    assign("PR-01", rini, tomorrow)
    client.force_login(budi)
    answer = client.get(reverse("preparation_calendar", args=[muba.public_id]))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == "Dinas Sosial: 2 bukti dukung jatuh tempo"
    assert event["dtstart"].dt == tomorrow


def test_the_workbook_holds_everything_and_no_formula_of_anybody(client, assign, budi, rini, muba, dinsos_muba, period):
    assign("PR-12", rini, date(2026, 12, 1))
    services.comment_on_item(
        actor=budi, unit=dinsos_muba, period=period, indicator="PR-12", number=1, text='=HYPERLINK("http://x")'
    )
    client.force_login(budi)
    answer = client.get(reverse("preparation_workbook", args=[muba.public_id]))
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [
        "Ringkasan",
        "Bukti dukung",
        "Penilaian mandiri",
        "Hasil terakhir",
        "Saran dan kesepakatan",
    ]
    assert "Data contoh" in book["Ringkasan"]["A1"].value
    row = next(row for row in book["Bukti dukung"].iter_rows(min_row=3) if row[1].value == "PR-12.1")
    assert row[5].value == "Rini Astuti"
    assert row[10].data_type == "s"


def test_what_was_asked_and_lost_is_in_workbook_and_calendar(
    client, budi, sari, dewi, muba, dinsos_muba, period, assessed_2024, tomorrow
):
    assessed_2024(dinsos_muba, level=3, weak={"PR-05": 0})
    plan = Plan(title="SOP", on=tomorrow, starts_at=time(9), agenda="SOP", place="Aula")
    session = arrange_session(actor=dewi, agency=muba, plan=plan)
    agree_action(actor=dewi, session=session, text="Tetapkan SK.", due_on=tomorrow, owner=budi)
    client.force_login(budi)
    book = load_workbook(io.BytesIO(client.get(reverse("preparation_workbook", args=[muba.public_id])).content))
    assert [cell.value for cell in book["Hasil terakhir"][3]][:2] == ["Dinas Sosial", "PR-05"]
    assert [cell.value for cell in book["Saran dan kesepakatan"][3]][:2] == ["Tetapkan SK.", "Kesepakatan pendampingan"]
    content = client.get(reverse("preparation_calendar", args=[muba.public_id])).content
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["dtstart"].dt == tomorrow
    assert event["url"].endswith(reverse("mentoring_session", args=[session.public_id]))


class TestTheWeeklyLetter:
    def test_goes_to_the_bureau_and_to_who_owes_each_once_a_week(self, assign, budi, rini, muba, period, yesterday):
        assign("PR-12", rini, yesterday)
        today = timezone.localdate()

        assert send_digest(muba, period, today=today) == 2
        assert send_digest(muba, period, today=today) == 0
        assert send_digest(muba, period, today=today + timedelta(days=7)) == 2

        letters = {letter.to[0]: letter for letter in mail.outbox[:2]}
        assert "1 lewat batas waktu" in letters[budi.email].body
        assert "1 bukti dukung Anda belum siap" in letters[rini.email].body
        assert "PR-12.1" in letters[rini.email].body
        assert "/persiapan/" in letters[rini.email].body

    def test_is_sent_by_a_command(self, assign, rini, yesterday, capsys):
        assign("PR-12", rini, yesterday)

        call_command("send_preparation_digest")

        assert "2 surat mingguan dikirim" in capsys.readouterr().out
