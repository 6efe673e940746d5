"""Addresses of mentoring."""

from django.urls import path

from assessments.mentoring.views import planning, session

_ONE = "pendampingan/<uuid:public_id>/"

urlpatterns = [
    path("pendampingan/", planning.mentoring_list, name="mentoring_list"),
    path("pendampingan/instansi/<uuid:public_id>/baru/", planning.mentoring_new, name="mentoring_new"),
    path("pendampingan/materi/<uuid:public_id>/", session.mentoring_file, name="mentoring_file"),
    path("pendampingan/materi/<uuid:public_id>/tarik/", session.mentoring_withdraw, name="mentoring_withdraw"),
    path(_ONE, session.mentoring_session, name="mentoring_session"),
    path(f"{_ONE}ubah/", planning.mentoring_change, name="mentoring_change"),
    path(f"{_ONE}batalkan/", planning.mentoring_cancel, name="mentoring_cancel"),
    path(f"{_ONE}peserta/<slug:side>/", session.mentoring_invite, name="mentoring_invite"),
    path(f"{_ONE}peserta/<int:participant>/hapus/", session.mentoring_uninvite, name="mentoring_uninvite"),
    path(f"{_ONE}kirim-undangan/", session.mentoring_send, name="mentoring_send"),
    path(f"{_ONE}kehadiran/", session.mentoring_attendance, name="mentoring_attendance"),
    path(f"{_ONE}notulen/", session.mentoring_minutes, name="mentoring_minutes"),
    path(f"{_ONE}materi/", session.mentoring_material, name="mentoring_material"),
    path(f"{_ONE}kesepakatan/", session.mentoring_agree, name="mentoring_agree"),
    path(f"{_ONE}kesepakatan/<int:action>/selesai/", session.mentoring_done, name="mentoring_done"),
    path(f"{_ONE}undangan.pdf", session.mentoring_invitation, name="mentoring_invitation"),
    path(f"{_ONE}notulen.pdf", session.mentoring_minutes_paper, name="mentoring_minutes_paper"),
    path(f"{_ONE}kalender.ics", session.mentoring_calendar, name="mentoring_calendar"),
]
