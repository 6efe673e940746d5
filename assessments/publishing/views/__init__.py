"""Pages of the last steps, and the one page for everyone."""

from assessments.publishing.views.correction import correct
from assessments.publishing.views.last_steps import adopt, decide, decide_page, publish, publishing, reopen
from assessments.publishing.views.opinions import opinions, opinions_csv

__all__ = ["adopt", "correct", "decide", "decide_page", "opinions", "opinions_csv", "publish", "publishing", "reopen"]
