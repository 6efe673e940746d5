"""The pages and papers of mentoring: what each shows, to whom, and at what cost."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from agencies.models import Event
from assessments.mentoring import services
from assessments.mentoring.papers import INVITATION, MINUTES, STYLESHEET, html_of, pdf_of
from assessments.mentoring.selectors.sessions import session_in_full
from assessments.models import MentoringSession
from assessments.paper.rendering import render_pdf


def url(name, session, *more):
    return reverse(f"mentoring_{name}", args=[session.public_id, *more])


def test_a_session_is_arranged_held_and_worked_off_through_pages(client, muba, dewi, budi, photo, dinsos_muba):
    today = timezone.localdate()
    client.force_login(dewi)
    answer = client.post(
        reverse("mentoring_new", args=[muba.public_id]),
        {"title": "Maklumat", "on": today.isoformat(), "starts_at": "09:00", "place": "Aula", "agenda": "Maklumat"},
    )
    session = MentoringSession.objects.get()
    assert answer.url == url("session", session)
    client.post(url("invite", session, "agency"), {"guest-user": budi.pk, "guest-duty": "Kabag Organisasi"})
    client.post(url("attendance", session), {"present": [guest.pk for guest in session.participants.all()]})
    client.post(url("minutes", session), {"minutes-text": "Maklumat dibahas."})
    client.post(url("material", session), {"material": [photo()]})
    client.post(
        url("agree", session),
        {"action-text": "Pasang maklumat.", "action-due_on": today.isoformat(), "action-unit": dinsos_muba.pk},
    )
    client.force_login(budi)
    shown = client.get(url("session", session)).content.decode()
    for words in ("Maklumat dibahas.", "Pasang maklumat.", "papan.jpg", "Kabag Organisasi", "hadir"):
        assert words in shown
    assert "Tulis notulen" not in shown
    client.post(url("done", session, session.actions.get().pk), {"note": "Terpasang."})
    assert "Terpasang." in client.get(url("session", session)).content.decode()


def test_what_is_refused_is_said_and_what_was_typed_stays(client, muba, session, dewi):
    client.force_login(dewi)
    answer = client.post(
        reverse("mentoring_new", args=[muba.public_id]), {"title": "Maklumat", "starts_at": "sembilan"}
    )
    shown = answer.content.decode()
    assert "Maklumat" in shown
    assert "Tulis jam seperti" in shown
    answer = client.post(url("invite", session, "agency"), {"guest-name": "", "guest-duty": "Sekretaris Camat"})
    assert "Pilih orang dari daftar, atau tulis namanya." in answer.content.decode()
    assert "Sekretaris Camat" in answer.content.decode()
    assert "Tulis alasannya" in client.post(url("cancel", session), {"reason": ""}).content.decode()


def test_the_bureau_names_its_own_people_only(client, session, budi):
    client.force_login(budi)
    client.post(url("invite", session, "agency"), {"guest-name": "Camat Sekayu"})
    assert session.participants.filter(name="Camat Sekayu").exists()
    assert client.post(url("invite", session, "ombudsman"), {"guest-name": "Orang lain"}).status_code == 403
    assert client.post(url("invite", session, "lain"), {"guest-name": "Orang lain"}).status_code == 404


def test_a_unit_sees_a_session_once_it_has_to_do_with_it(client, session, dewi, rini, dinsos_muba):
    client.force_login(rini)
    assert client.get(url("session", session)).status_code == 404
    services.agree_action(actor=dewi, session=session, text="Rahasia instansi.", due_on=session.on)
    services.agree_action(actor=dewi, session=session, text="Untuk dinsos.", due_on=session.on, unit=dinsos_muba)
    shown = client.get(url("session", session)).content.decode()
    assert "Untuk dinsos." in shown
    assert "Rahasia instansi." not in shown


def test_material_taken_back_is_told_by_name_and_handed_out_to_nobody(client, session, dewi, budi, photo):
    file = services.add_material(actor=dewi, session=session, upload=photo())
    client.force_login(dewi)
    withdraw = reverse("mentoring_withdraw", args=[file.public_id])
    assert "Tulis mengapa materi ini ditarik" in client.post(withdraw, {"reason": ""}).content.decode()
    client.post(withdraw, {"reason": "Salah berkas."})
    for reader in (dewi, budi):
        client.force_login(reader)
        assert client.get(reverse("mentoring_file", args=[file.public_id])).status_code == 404
        shown = client.get(url("session", session)).content.decode()
        assert "papan.jpg" in shown
        assert "Salah berkas." in shown
        assert "Tarik berkas ini" not in shown


# --- papers -----------------------------------------------------------------------------------
def test_the_letter_and_the_minutes_say_what_a_reader_needs(session, dewi, budi):
    services.invite(actor=dewi, session=session, side="agency", user=budi, duty="Kabag Organisasi")
    services.write_minutes(actor=dewi, session=session, text="SK dibahas.")
    services.agree_action(actor=dewi, session=session, text="Tetapkan SK.", due_on=session.on, owner=budi)
    full = session_in_full(dewi).get(pk=session.pk)
    letter, minutes = html_of(INVITATION, full), html_of(MINUTES, full)
    for words in ("Ruang rapat Setda", "09.00 sampai 11.30", "Temuan 2024", "Kabag Organisasi", "Bupati"):
        assert words in letter
    for words in ("SK dibahas.", "Tetapkan SK.", "belum dicatat", budi.full_name):
        assert words in minutes


def test_a_paper_is_tagged_and_has_the_same_bytes_each_time(session, dewi):
    full = session_in_full(dewi).get(pk=session.pk)
    first = render_pdf(html_of(INVITATION, full), stylesheet=STYLESHEET)
    assert first == pdf_of(INVITATION, full)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert pdf.Root.Lang == "id"
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) == 1


def test_a_download_is_written_down_and_minutes_exist_only_once_written(client, session, budi):
    client.force_login(budi)
    assert client.get(url("minutes_paper", session)).status_code == 404
    answer = client.get(url("invitation", session))
    assert answer["Content-Disposition"].endswith(f'undangan-kabupaten-musi-banyuasin-{session.on}.pdf"')
    assert Event.objects.get(verb="download_mentoring_paper").detail == {"what": "undangan"}


def test_the_session_is_a_calendar_entry_at_the_hour_of_the_place(client, session, dewi):
    client.force_login(dewi)
    (event,) = Calendar.from_ical(client.get(url("calendar", session)).content).walk("VEVENT")
    assert (event.decoded("dtstart").hour, event.decoded("dtend").minute) == (9, 30)
    assert event.decoded("dtstart").tzinfo is None
    services.cancel_session(actor=dewi, session=session, reason="Banjir.")
    (event,) = Calendar.from_ical(client.get(url("calendar", session)).content).walk("VEVENT")
    assert event["status"] == "CANCELLED"


# --- the cost ---------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 12])
def test_pages_cost_the_same_for_few_and_for_many(
    client, muba, session, dewi, budi, dinsos_muba, plan, count, django_assert_num_queries
):
    for number in range(count):
        services.arrange_session(actor=dewi, agency=muba, plan=plan(title=f"Pendampingan {number}"))
        services.invite(actor=dewi, session=session, side="agency", name=f"Peserta {number}")
        services.agree_action(
            actor=dewi, session=session, text="SK", due_on=session.on + timedelta(days=1), unit=dinsos_muba, owner=budi
        )
    client.force_login(dewi)
    with django_assert_num_queries(5):  # session, person, scope, how many, sessions
        client.get(reverse("mentoring_list"))
    # session, person, scope, session, people, letters, agreements, files, which agreements; for the forms: people of
    # either side, and of the agency again with its units
    with django_assert_num_queries(13):
        client.get(url("session", session))
