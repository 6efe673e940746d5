"""Addresses of evidence; all below the locus that it belongs to."""

from django.urls import URLPattern, path

from assessments.fieldwork.evidence import views

_ALL = "lokus/<uuid:public_id>/bukti/"
_ONE = f"{_ALL}<uuid:evidence_id>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, views.evidence_list, name="evidence_list"),
    path("lokus/<uuid:public_id>/indikator/<str:code>/bukti/", views.add_to_indicator, name="evidence_add"),
    path("lokus/<uuid:public_id>/indikator/<str:code>/kaitkan/", views.link, name="evidence_link"),
    path("lokus/<uuid:public_id>/jawaban/<int:answer>/tetap/", views.keep, name="judgement_keep"),
    path(_ONE, views.evidence, name="evidence_detail"),
    path(f"{_ONE}keterangan/", views.describe, name="evidence_describe"),
    path(f"{_ONE}ganti/", views.replace, name="evidence_replace"),
    path(f"{_ONE}tarik/", views.withdraw, name="evidence_withdraw"),
    path(f"{_ONE}versi/<int:number>/unduh/", views.download, name="evidence_download"),
    path(f"{_ONE}versi/<int:number>/<slug:size>/", views.picture, name="evidence_picture"),
]
