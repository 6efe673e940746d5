"""A session is arranged, held and written down; what it left to do is done by the agency."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from agencies.models import Event
from assessments.mentoring import services
from assessments.mentoring.errors import (
    CancelledError,
    DoneAlreadyError,
    EndsBeforeItStartsError,
    ListedAlreadyError,
    NotOfAgencyError,
    PlaceNeededError,
    UploadRefusedError,
    WithdrawnAlreadyError,
    WordsNeededError,
)
from assessments.mentoring.selectors.turns import open_turns
from assessments.models import AgreedAction, MentoringFile, MentoringSession


def test_a_session_needs_a_place_or_a_link_and_hours_in_order(muba, dewi, plan):
    with pytest.raises(PlaceNeededError):
        services.arrange_session(actor=dewi, agency=muba, plan=plan(place=" "))
    with pytest.raises(EndsBeforeItStartsError):
        services.arrange_session(actor=dewi, agency=muba, plan=plan(ends_at=time(8)))
    online = services.arrange_session(actor=dewi, agency=muba, plan=plan(place="", link="https://rapat.example/1"))
    assert online.participants.get().user == dewi


def test_a_change_is_written_down_with_what_stood_before(session, dewi, plan):
    services.change_session(actor=dewi, session=session, plan=plan(place="Aula"))
    services.change_session(actor=dewi, session=session, plan=plan(place="Aula"))
    event = Event.objects.get(verb="change_mentoring")
    assert event.detail == {"before": {"place": "Ruang rapat Setda"}, "after": {"place": "Aula"}}


def test_people_of_both_sides_are_listed_once_and_their_attendance_taken(session, dewi, budi):
    invited = services.invite(actor=dewi, session=session, side="agency", user=budi, duty="Kabag")
    other = services.invite(actor=dewi, session=session, side="agency", name="Sekretaris Dinas")
    with pytest.raises(ListedAlreadyError):
        services.invite(actor=dewi, session=session, side="agency", user=budi, duty="Kabag")
    with pytest.raises(WordsNeededError):
        services.invite(actor=dewi, session=session, side="agency")
    services.take_attendance(actor=dewi, session=session, present=[invited.pk])
    assert dict(session.participants.values_list("name", "attended")) == {
        dewi.full_name: False,
        budi.full_name: True,
        other.name: False,
    }


def test_minutes_may_be_rewritten_and_the_earlier_words_stay_in_the_history(session, dewi):
    services.write_minutes(actor=dewi, session=session, text="Pertama.")
    services.write_minutes(actor=dewi, session=session, text="Kedua.")
    assert MentoringSession.objects.get(pk=session.pk).minutes == "Kedua."
    assert [
        event.detail["before"] for event in Event.objects.filter(verb="write_mentoring_minutes").order_by("pk")
    ] == [
        "",
        "Pertama.",
    ]


def test_material_is_checked_and_kept_once(session, dewi, photo):
    services.add_material(actor=dewi, session=session, upload=photo())
    services.add_material(actor=dewi, session=session, upload=photo("lagi.jpg"))
    empty = photo("kosong.jpg")
    empty.file.truncate(0)
    with pytest.raises(UploadRefusedError):
        services.add_material(actor=dewi, session=session, upload=empty)
    assert MentoringFile.objects.get().name == "papan.jpg"


def test_a_wrong_file_is_taken_back_with_a_reason_even_from_a_cancelled_session(session, dewi, photo):
    wrong = services.add_material(actor=dewi, session=session, upload=photo())
    services.cancel_session(actor=dewi, session=session, reason="Banjir.")
    with pytest.raises(WordsNeededError):
        services.withdraw_material(actor=dewi, material=wrong, reason="")
    services.withdraw_material(actor=dewi, material=wrong, reason="Memuat data warga.")
    with pytest.raises(WithdrawnAlreadyError):
        services.withdraw_material(actor=dewi, material=wrong, reason="Memuat data warga.")
    assert MentoringFile.objects.get().withdrawal.reason == "Memuat data warga."
    assert Event.objects.get(verb="withdraw_mentoring_material").detail["sha256"] == wrong.sha256


def test_material_may_come_again_once_it_was_taken_back(session, dewi, photo):
    first = services.add_material(actor=dewi, session=session, upload=photo())
    services.withdraw_material(actor=dewi, material=first, reason="Salah berkas.")
    again = services.add_material(actor=dewi, session=session, upload=photo())
    assert (again.sha256, again.number) == (first.sha256, 2)


def test_an_agreement_is_done_once_with_what_came_of_it(session, dewi, budi, dinsos_muba, muara_enim):
    today = timezone.localdate()
    action = services.agree_action(actor=dewi, session=session, text="Tetapkan SK.", due_on=today, unit=dinsos_muba)
    with pytest.raises(WordsNeededError):
        services.finish_action(actor=budi, action=action, note=" ")
    services.finish_action(actor=budi, action=action, note="SK 12/2026.")
    with pytest.raises(DoneAlreadyError):
        services.finish_action(actor=budi, action=action, note="SK 12/2026.")
    assert not AgreedAction.objects.open().exists()
    dinsos_muba.agency = muara_enim
    with pytest.raises(NotOfAgencyError):
        services.agree_action(actor=dewi, session=session, text="Salah alamat.", due_on=today, unit=dinsos_muba)


def test_a_cancelled_session_is_not_changed_any_more(session, dewi, plan):
    with pytest.raises(WordsNeededError):
        services.cancel_session(actor=dewi, session=session, reason="")
    services.cancel_session(actor=dewi, session=session, reason="Banjir.")
    for act in (
        lambda: services.change_session(actor=dewi, session=session, plan=plan(place="Aula")),
        lambda: services.write_minutes(actor=dewi, session=session, text="Ada."),
        lambda: services.take_attendance(actor=dewi, session=session, present=[]),
    ):
        with pytest.raises(CancelledError):
            act()


def test_agreements_wait_for_their_owner_else_the_unit_else_the_bureau(
    session, dewi, budi, rini, lina, dinsos_muba, django_assert_num_queries
):
    due = timezone.localdate() - timedelta(days=1)
    services.agree_action(actor=dewi, session=session, text="Untuk unit.", due_on=due, unit=dinsos_muba)
    services.agree_action(actor=dewi, session=session, text="Untuk instansi.", due_on=due)
    services.agree_action(actor=dewi, session=session, text="Untuk Lina.", due_on=due, owner=lina)
    services.invite(actor=dewi, session=session, side="agency", user=budi)

    def words(user):
        return [turn.action.text if turn.action else turn.session.title for turn in open_turns(user)]

    assert words(rini) == ["Untuk unit."]
    assert words(lina) == ["Untuk Lina."]
    assert words(dewi) == ["Standar pelayanan"]
    assert words(budi) == ["Untuk instansi.", "Standar pelayanan"]
    assert open_turns(rini)[0].is_overdue(timezone.localdate())
    with django_assert_num_queries(2):
        open_turns(budi)
