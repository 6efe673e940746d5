"""Addresses of reports."""

from django.urls import path

from assessments.reports.views import orders, reading, reports, verification, wording

urlpatterns = [
    path("laporan/", reports.report_list, name="report_list"),
    path("laporan/<uuid:public_id>/", reports.report_detail, name="report_detail"),
    path("laporan/<uuid:public_id>/cabut/", reports.report_withdraw, name="report_withdraw"),
    path("laporan/<uuid:public_id>/unduh/", reports.report_download, name="report_download"),
    path("laporan/<uuid:public_id>/baca/", reading.report_read, name="report_read"),
    path("laporan/<uuid:public_id>/tabel.xlsx", reading.report_workbook, name="report_workbook"),
    path("laporan/<uuid:public_id>/tabel/<slug:table>.csv", reading.report_csv, name="report_csv"),
    path("laporan/redaksi/", wording.wording_list, name="wording_list"),
    path("laporan/redaksi/<slug:kind>/", wording.wording_edit, name="wording_edit"),
    path("hasil/<uuid:public_id>/laporan/", reports.report_issue, name="report_issue"),
    path("periode/<uuid:public_id>/laporan/", orders.period_reports, name="period_reports"),
    path("periode/<uuid:public_id>/laporan.zip", orders.period_reports_zip, name="period_reports_zip"),
    path("laporan/penerbitan/<uuid:public_id>/", orders.report_order, name="report_order"),
    path("laporan/penerbitan/<uuid:public_id>/batal/", orders.report_order_cancel, name="report_order_cancel"),
    path("laporan/penerbitan/<uuid:public_id>/ulangi/", orders.report_order_retry, name="report_order_retry"),
    path("verifikasi/", verification.verification_home, name="verification_home"),
    path("verifikasi/<slug:code>/", verification.verification, name="verification"),
]
