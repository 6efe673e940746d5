"""Addresses of the field."""

from django.urls import path

from assessments.offline import views

urlpatterns = [
    path("lapangan/", views.shell, name="offline_shell"),
    path("lapangan/pekerja.js", views.worker, name="offline_worker"),
    path("lapangan/manifest.webmanifest", views.manifest, name="offline_manifest"),
    path("lapangan/denyut/", views.pulse, name="offline_pulse"),
    path("lapangan/daftar/", views.takeable, name="offline_takeable"),
    path("lapangan/jurnal/", views.journal, name="offline_journal"),
    path("lapangan/impor/", views.bring, name="offline_import"),
    path("lapangan/putusan/", views.waiting, name="offline_waiting"),
    path("lapangan/putusan/<uuid:client_id>/", views.decide, name="offline_decide"),
    path("lapangan/lokus/<uuid:public_id>/bawa/", views.pack, name="offline_pack"),
    path("lapangan/lokus/<uuid:public_id>/foto/<uuid:upload_id>/", views.photo, name="offline_photo"),
]
