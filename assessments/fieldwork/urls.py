"""Addresses of fieldwork."""

from django.urls import URLPattern, URLResolver, include, path

from assessments.fieldwork import views
from assessments.fieldwork.evidence.urls import urlpatterns as evidence
from assessments.fieldwork.workbook.urls import urlpatterns as workbook

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "lokus/<uuid:public_id>/jawaban/<str:indicator>/<slug:method>/<int:subject>/",
        views.save_answer,
        name="answer_save",
    ),
    path("", include("assessments.fieldwork.planning.urls")),
    path("tugas/", views.worklist, name="worklist"),
    path("penilaian/<uuid:public_id>/", views.assessment, name="assessment_detail"),
    path("lokus/<uuid:public_id>/lembar/", views.sheet, name="locus_sheet"),
    path("lokus/<uuid:public_id>/lembar/<slug:slug>/", views.part, name="sheet_part"),
    path("lokus/<uuid:public_id>/kemajuan/", views.progress, name="sheet_progress"),
    path(
        "lokus/<uuid:public_id>/jawaban/<str:indicator>/<slug:method>/<int:subject>/riwayat/",
        views.answer_history,
        name="answer_history",
    ),
    path("lokus/<uuid:public_id>/subjek/<int:subject>/", views.save_subject, name="subject_save"),
    path("lokus/<uuid:public_id>/jumlah/<slug:kind>/", views.subject_count, name="subject_count"),
    path("lokus/<uuid:public_id>/indikator/<str:code>/", views.indicator, name="locus_indicator"),
    path("lokus/<uuid:public_id>/indikator/<str:code>/kecualikan/", views.exclude, name="indicator_exclude"),
    path("lokus/<uuid:public_id>/indikator/<str:code>/sertakan/", views.include, name="indicator_include"),
    path("lokus/<uuid:public_id>/pilihan/<int:answer>/", views.choose, name="choose_value"),
    path("lokus/<uuid:public_id>/serahkan/", views.submit, name="locus_submit"),
    *evidence,
    *workbook,
]
