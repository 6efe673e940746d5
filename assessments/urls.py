"""Addresses of assessments, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("assessments.fieldwork.urls")),  # first, since an answer is saved more often than anything else
    path("", include("assessments.catalogue.urls")),
    path("", include("assessments.contacts.urls")),
    path("", include("assessments.chronicle.urls")),
    path("", include("assessments.dashboards.urls")),
    path("", include("assessments.offline.urls")),
    path("", include("assessments.followup.urls")),
    path("", include("assessments.objections.urls")),
    path("", include("assessments.mentoring.urls")),
    path("", include("assessments.preparation.urls")),
    path("", include("assessments.quality.urls")),
    path("", include("assessments.publishing.urls")),
    path("", include("assessments.reports.urls")),
    path("", include("assessments.results.urls")),
    path("", include("assessments.review.urls")),
    path("", include("assessments.second_rating.urls")),
]
