"""Addresses of the forms of a locus."""

from django.urls import path

from assessments.fieldwork.workbook import views

_LOCUS = "lokus/<uuid:public_id>/formulir/"

urlpatterns = [
    path(_LOCUS, views.forms, name="locus_forms"),
    path(f"{_LOCUS}xlsx/", views.download, name="workbook_download"),
    path(f"{_LOCUS}cetak/", views.printed, name="locus_printed"),
    path(f"{_LOCUS}unggah/", views.upload, name="workbook_upload"),
    path(f"{_LOCUS}terapkan/", views.apply, name="workbook_apply"),
]
