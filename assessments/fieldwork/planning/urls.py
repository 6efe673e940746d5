"""Addresses of planning."""

from django.urls import URLPattern, path

from assessments.fieldwork.planning import views

urlpatterns: list[URLPattern] = [
    path("periode/baru/", views.create_period, name="period_create"),
    path("periode/<uuid:public_id>/jadwal/", views.change_period, name="period_change"),
    path("periode/<uuid:public_id>/tim/", views.team_board, name="team_board"),
    path("periode/<uuid:public_id>/rencana/", views.plan_start, name="plan_start"),
    path("penilaian/<uuid:public_id>/rencana/", views.plan, name="assessment_plan"),
    path("penilaian/<uuid:public_id>/rencana/tim/", views.team, name="team_set"),
    path("penilaian/<uuid:public_id>/rencana/lokus/", views.add, name="locus_add"),
    path("penilaian/<uuid:public_id>/rencana/tidak-dinilai/", views.leave_out_agency, name="assessment_leave_out"),
    path("penilaian/<uuid:public_id>/independensi/", views.independence, name="independence"),
    path("penilaian/<uuid:public_id>/independensi/<int:user>/", views.reopen, name="declaration_reopen"),
    path("lokus/<uuid:public_id>/rencana/keluarkan/", views.remove, name="locus_remove"),
    path("lokus/<uuid:public_id>/rencana/tidak-dinilai/", views.leave_out, name="locus_leave_out"),
    path("lokus/<uuid:public_id>/rencana/kunjungan/", views.create_visit, name="visit_create"),
    path("kunjungan/<uuid:public_id>/", views.change_visit, name="visit_change"),
    path("kunjungan/<uuid:public_id>/batal/", views.cancel, name="visit_cancel"),
    path("kalender/", views.calendar, name="calendar"),
    path("kalender/kunjungan.ics", views.calendar_file, name="calendar_file"),
]
