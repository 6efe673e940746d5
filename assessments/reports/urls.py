"""Addresses of reports."""

from django.urls import path

from assessments.reports.views import reports, verification

urlpatterns = [
    path("laporan/", reports.report_list, name="report_list"),
    path("laporan/<uuid:public_id>/unduh/", reports.report_download, name="report_download"),
    path("hasil/<uuid:public_id>/laporan/", reports.report_issue, name="report_issue"),
    path("verifikasi/", verification.verification_home, name="verification_home"),
    path("verifikasi/<slug:code>/", verification.verification, name="verification"),
]
