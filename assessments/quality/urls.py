"""Addresses of quality."""

from django.urls import URLPattern, path

from assessments.quality import views

urlpatterns: list[URLPattern] = [
    path("lokus/<uuid:public_id>/mutu/", views.findings, name="locus_quality"),
    path("lokus/<uuid:public_id>/mutu/periksa/", views.check, name="locus_check"),
    path("lokus/<uuid:public_id>/mutu/kesampingkan/", views.waive, name="locus_waive"),
    path("periode/<uuid:public_id>/mutu/", views.board, name="period_quality"),
    path("periode/<uuid:public_id>/mutu/periksa/", views.check_stale, name="period_check"),
]
