"""Addresses of preparation."""

from django.urls import path

from assessments.preparation.views import board, bundle, checklist, overview, self_assessment, what_if

_ITEM = "persiapan/unit/<uuid:public_id>/bukti/<slug:indicator>/<int:number>/"
_OWN = "persiapan/unit/<uuid:public_id>/penilaian-mandiri/"

urlpatterns = [
    path("persiapan/", overview.preparation_home, name="preparation_home"),
    path("persiapan/<uuid:public_id>/", overview.agency_overview, name="preparation_agency"),
    path("persiapan/<uuid:public_id>/ringkas/", overview.official_brief, name="preparation_brief"),
    path("persiapan/<uuid:public_id>/simulasi/", what_if.what_if, name="preparation_what_if"),
    path("persiapan/unit/<uuid:public_id>/", checklist.checklist, name="preparation_unit"),
    path(_ITEM, checklist.item, name="preparation_item"),
    path(f"{_ITEM}unggah/", checklist.upload, name="preparation_upload"),
    path(f"{_ITEM}pakai/", checklist.reuse, name="preparation_reuse"),
    path(f"{_ITEM}lepas/<int:attached>/", checklist.detach, name="preparation_detach"),
    path(f"{_ITEM}tautan/", checklist.link, name="preparation_link"),
    path(f"{_ITEM}komentar/", checklist.comment, name="preparation_comment"),
    path(f"{_ITEM}tugas/", checklist.assign, name="preparation_assign"),
    path(f"{_ITEM}periksa/", checklist.judge, name="preparation_judge"),
    path("persiapan/unit/<uuid:public_id>/berkas/", bundle.files, name="preparation_files"),
    path("persiapan/unit/<uuid:public_id>/berkas/pasang/", bundle.attach, name="preparation_attach"),
    path("persiapan/berkas/<uuid:public_id>/", checklist.download, name="preparation_file"),
    path("persiapan/<uuid:public_id>/tugas/", board.board, name="preparation_board"),
    path("persiapan/<uuid:public_id>/tugas/kalender.ics", board.calendar, name="preparation_calendar"),
    path("persiapan/<uuid:public_id>/tugas/semua.xlsx", board.workbook, name="preparation_workbook"),
    path("persiapan/unit/<uuid:public_id>/selisih/", self_assessment.gap, name="preparation_gap"),
    path(_OWN, self_assessment.self_assessment, name="preparation_self"),
    path(f"{_OWN}bagikan/", self_assessment.share, name="preparation_share"),
    path(f"{_OWN}<slug:indicator>/", self_assessment.save_own_level, name="preparation_own_level"),
    path(f"{_OWN}<slug:indicator>/setujui/", self_assessment.review_own_level, name="preparation_own_review"),
]
