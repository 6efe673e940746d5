"""Everyone on the list is written to once for a day, hour and place, and never told who else comes."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from agencies.models import Event
from assessments.mentoring import services
from assessments.mentoring.errors import CancelledError, NobodyToInviteError, OverAlreadyError
from assessments.mentoring.letters import send_letter
from assessments.models import MentoringLetter


@pytest.fixture
def listed(session, dewi, budi, rini):
    """Dewi, who arranged it, Budi and Rini by account, the secretary by name only."""
    services.invite(actor=dewi, session=session, side="agency", user=budi, duty="Kabag Organisasi")
    services.invite(actor=dewi, session=session, side="agency", user=rini)
    services.invite(actor=dewi, session=session, side="agency", name="Sekretaris Dinas Rahasia")
    return session


@pytest.fixture
def send(listed, dewi, django_capture_on_commit_callbacks):
    """`send()`: the lead sends the invitations and the letters leave."""

    def act():
        with django_capture_on_commit_callbacks(execute=True):
            return services.send_invitations(actor=dewi, session=listed)

    return act


def to_budi(budi):
    return [letter for letter in mail.outbox if letter.to == [budi.email]]


def test_each_person_with_an_account_gets_one_letter_with_when_where_and_a_calendar(send, budi, listed):
    assert send() == 3
    assert len(mail.outbox) == 3
    (letter,) = to_budi(budi)
    assert letter.subject.startswith("Undangan pendampingan: Standar pelayanan, ")
    for words in ("Ruang rapat Setda", "09.00 sampai 11.30", "Temuan 2024", str(listed.public_id)):
        assert words in letter.body
    (name, content, kind) = letter.attachments[0]
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (name, kind, event["sequence"]) == ("pendampingan.ics", "text/calendar", 0)
    assert Event.objects.get(verb="send_mentoring_invitations").detail["plan"] == 0


def test_nobody_else_is_named_in_a_letter(send, dewi, budi, rini):
    send()
    letter = to_budi(budi)[0].message().as_string()
    for other in (dewi, rini):
        assert other.full_name not in letter
        assert other.email not in letter
    assert "Rahasia" not in letter


def test_nobody_is_invited_twice_to_the_same_plan_and_a_newcomer_alone(send, listed, dewi, lina):
    send()
    with pytest.raises(NobodyToInviteError):
        send()
    services.invite(actor=dewi, session=listed, side="agency", user=lina)
    mail.outbox.clear()
    assert send() == 1
    assert [letter.to for letter in mail.outbox] == [[lina.email]]


def test_another_place_is_told_to_all_and_another_agenda_to_nobody(send, listed, dewi, plan, budi):
    send()
    services.change_session(actor=dewi, session=listed, plan=plan(agenda="Hal lain"))
    with pytest.raises(NobodyToInviteError):
        send()
    services.change_session(actor=dewi, session=listed, plan=plan(place="Aula"))
    assert send() == 3
    letter = to_budi(budi)[-1]
    assert letter.subject.startswith("Jadwal pendampingan berubah")
    assert "Aula" in letter.body
    (event,) = Calendar.from_ical(letter.attachments[0][1]).walk("VEVENT")
    assert event["sequence"] == 1


def test_a_letter_of_a_plan_that_changed_meanwhile_is_not_sent(listed, dewi, plan):
    services.send_invitations(actor=dewi, session=listed)
    services.change_session(actor=dewi, session=listed, plan=plan(place="Aula"))
    for key in MentoringLetter.objects.values_list("pk", flat=True):
        send_letter.enqueue(key)
    assert mail.outbox == []


def test_whoever_was_invited_is_told_of_the_cancellation(
    send, listed, dewi, budi, lina, django_capture_on_commit_callbacks
):
    send()
    services.invite(actor=dewi, session=listed, side="agency", user=lina)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.cancel_session(actor=dewi, session=listed, reason="Banjir.")
    assert len(mail.outbox) == 3
    (letter,) = to_budi(budi)
    assert letter.subject.startswith("Pendampingan dibatalkan")
    assert "Banjir." in letter.body
    (event,) = Calendar.from_ical(letter.attachments[0][1]).walk("VEVENT")
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    with pytest.raises(CancelledError):
        send()


def test_a_letter_that_the_server_refused_is_asked_for_again(send, settings):
    settings.EMAIL_BACKEND = "tests.assessments.mentoring.test_letters.Refusing"
    assert send() == 3
    assert not MentoringLetter.objects.exclude(sent_at=None).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send() == 3
    assert len(mail.outbox) == 3
    assert MentoringLetter.objects.count() == 3


def test_nobody_is_invited_to_a_day_gone_by(session, dewi):
    session.on = session.on.replace(year=session.on.year - 1)
    session.save()
    with pytest.raises(OverAlreadyError):
        services.send_invitations(actor=dewi, session=session)


def test_the_page_says_who_is_still_to_be_invited_to_the_lead_alone(client, listed, dewi, budi):
    page = reverse("mentoring_session", args=[listed.public_id])
    client.force_login(dewi)
    shown = client.get(page).content.decode()
    assert "Kirim undangan (3 orang)" in shown
    assert "tidak disurati: Sekretaris Dinas Rahasia" in shown
    assert (
        "kepada 3 orang"
        in client.post(reverse("mentoring_send", args=[listed.public_id]), follow=True).content.decode()
    )
    client.force_login(budi)
    assert "Kirim undangan" not in client.get(page).content.decode()


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, **options: object) -> None:
        del options

    def send_messages(self, letters: list[object]) -> int:
        raise SMTPException(f"{len(letters)} refused")
