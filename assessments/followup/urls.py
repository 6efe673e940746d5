"""Addresses of the follow-up."""

from django.urls import path

from assessments.followup.views import ledger, recommendation

_ONE = "tindak-lanjut/<uuid:public_id>/"

urlpatterns = [
    path("tindak-lanjut/", ledger.followup_home, name="followup_home"),
    path("tindak-lanjut/instansi/<uuid:public_id>/", ledger.followup_agency, name="followup_agency"),
    path("tindak-lanjut/instansi/<uuid:public_id>/baru/", ledger.recommendation_new, name="recommendation_new"),
    path(
        "tindak-lanjut/instansi/<uuid:public_id>/terbitkan/",
        ledger.recommendations_issue,
        name="recommendations_issue",
    ),
    path(
        "tindak-lanjut/hasil/<uuid:public_id>/",
        ledger.recommendations_from_result,
        name="recommendations_from_result",
    ),
    path("tindak-lanjut/penilaian/<uuid:public_id>/nihil/", ledger.no_open_products, name="no_open_products"),
    path("tindak-lanjut/bukti/<uuid:public_id>/", recommendation.proof_download, name="proof_file"),
    path("tindak-lanjut/bukti/<uuid:public_id>/tarik/", recommendation.proof_withdraw, name="proof_withdraw"),
    path(_ONE, recommendation.recommendation_detail, name="recommendation_detail"),
    path(f"{_ONE}terbitkan/", recommendation.recommendation_issue, name="recommendation_issue"),
    path(f"{_ONE}batalkan/", recommendation.recommendation_drop, name="recommendation_drop"),
    path(f"{_ONE}tenggat/", recommendation.recommendation_due, name="recommendation_due"),
    path(f"{_ONE}penanggung-jawab/", recommendation.recommendation_owner, name="recommendation_owner"),
    path(f"{_ONE}berkas/", recommendation.recommendation_proof, name="recommendation_proof"),
    path(f"{_ONE}ajukan/", recommendation.recommendation_hand_in, name="recommendation_hand_in"),
    path(f"{_ONE}periksa/", recommendation.recommendation_judge, name="recommendation_judge"),
]
