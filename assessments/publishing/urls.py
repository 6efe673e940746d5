"""Addresses of deciding, publishing and correcting."""

from django.urls import URLPattern, path

from assessments.publishing import views

urlpatterns: list[URLPattern] = [
    path("periode/<uuid:public_id>/penetapan/", views.publishing, name="period_publishing"),
    path("periode/<uuid:public_id>/tetapkan/", views.decide_page, name="period_decide"),
    path("periode/<uuid:public_id>/terbitkan/", views.publish, name="period_publish"),
    path("periode/<uuid:public_id>/lanjutkan-terbitan/", views.adopt, name="period_adopt"),
    path("penilaian/<uuid:public_id>/tetapkan/", views.decide, name="assessment_decide"),
    path("penilaian/<uuid:public_id>/batal-tetapkan/", views.reopen, name="assessment_reopen"),
    path("opini/", views.opinions, name="opinions"),
    path("opini/daftar.csv", views.opinions_csv, name="opinions_csv"),
    path("hasil/<uuid:public_id>/koreksi/", views.correct, name="result_correct"),
]
