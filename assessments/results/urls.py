"""Addresses of results."""

from django.urls import path

from assessments.results import views

urlpatterns = [
    path("hasil/", views.result_list, name="result_list"),
    path("hasil/<uuid:public_id>/", views.result_detail, name="result_detail"),
    path("hasil/<uuid:public_id>/jejak/", views.result_trace, name="result_trace"),
    path("hasil/<uuid:public_id>/jejak.json", views.result_trace_json, name="result_trace_json"),
    path("hasil/<uuid:public_id>/unit/<uuid:locus_id>/", views.result_unit, name="result_unit"),
    path("hasil/<uuid:public_id>/unit/<uuid:locus_id>/jejak/", views.result_unit_trace, name="result_unit_trace"),
    path("penilaian/<uuid:public_id>/pratinjau/", views.result_preview, name="result_preview"),
    path("penilaian/<uuid:public_id>/hitung/", views.result_compute, name="result_compute"),
]
