"""Addresses of reports."""

from django.urls import path

from assessments.reports import views

urlpatterns = [
    path("laporan/", views.report_list, name="report_list"),
    path("laporan/<uuid:public_id>/unduh/", views.report_download, name="report_download"),
    path("hasil/<uuid:public_id>/laporan/", views.report_issue, name="report_issue"),
]
