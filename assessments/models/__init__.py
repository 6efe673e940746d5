"""Rows of assessments, a module for each concept."""

from assessments.models.answer import (
    METHOD_CHOICES,
    OWED_STATES,
    STATES_WITH_REASON,
    Answer,
    AnswerState,
    ExcludedIndicator,
    Face,
    RaterRole,
)
from assessments.models.assessment import (
    Assessment,
    Locus,
    Subject,
    SubjectKind,
    TeamMember,
)
from assessments.models.contact import UserContact
from assessments.models.correction import Correction
from assessments.models.evidence import AnswerEvidence, Evidence, EvidenceIndicator, EvidenceVersion
from assessments.models.followup import (
    OPEN_STEPS,
    OWED_STEPS,
    STEPS_BEFORE,
    FollowUpStep,
    NoOpenProducts,
    ProofFile,
    Recommendation,
    RecommendationKind,
    RecommendationSource,
    RecommendationStep,
)
from assessments.models.instrument_issue import AlteredInstrumentError, InstrumentIssue
from assessments.models.mentoring import AgreedAction, MentoringFile, MentoringSession, Participant, Side
from assessments.models.objection import Objection, ObjectionDecision, ObjectionFile, Outcome
from assessments.models.offline import JournalEvent, JournalState, OfflineDevice, PhotoPiece, PhotoUpload
from assessments.models.period import Period, PeriodWindow, WindowKind
from assessments.models.planning import Declaration, Independence, Visit
from assessments.models.preparation import (
    ChecklistItem,
    ItemFile,
    ItemRemark,
    ItemState,
    PreparationFile,
    PreparationSharing,
    SelfAssessment,
    SelfAssessmentState,
)
from assessments.models.published_result import PublishedResult
from assessments.models.quality import Finding, QualityCheck, Severity, Waiver
from assessments.models.report import (
    Report,
    ReportNumber,
    ReportSignature,
    ReportStatus,
    ReportWithdrawal,
)
from assessments.models.report_batch import DrawingState, ReportBatch, ReportBatchItem
from assessments.models.report_subject import ReportKind
from assessments.models.report_wording import ReportWording
from assessments.models.result import FollowUpState, Result, ResultLine, UnitResult
from assessments.models.returned import ReturnedIndicator
from assessments.models.review import ReviewComment, ReviewedValue, ReviewStep
from assessments.models.second_rating import (
    Moderation,
    ModerationOutcome,
    SecondAnswer,
    SecondDraw,
    SecondRating,
    SecondRefusal,
)
from assessments.models.stage import (
    APPROVED_STAGES,
    DECIDED_STAGES,
    OPEN_STAGES,
    TRANSITIONS,
    Action,
    Stage,
    StageMovedError,
    TeamPlace,
    Transition,
    transition_of,
)
from assessments.models.turn_notice import TurnNotice

__all__ = [
    "APPROVED_STAGES",
    "DECIDED_STAGES",
    "METHOD_CHOICES",
    "OPEN_STAGES",
    "OPEN_STEPS",
    "OWED_STATES",
    "OWED_STEPS",
    "STATES_WITH_REASON",
    "STEPS_BEFORE",
    "TRANSITIONS",
    "Action",
    "AgreedAction",
    "AlteredInstrumentError",
    "Answer",
    "AnswerEvidence",
    "AnswerState",
    "Assessment",
    "ChecklistItem",
    "Correction",
    "Declaration",
    "DrawingState",
    "Evidence",
    "EvidenceIndicator",
    "EvidenceVersion",
    "ExcludedIndicator",
    "Face",
    "Finding",
    "FollowUpState",
    "FollowUpStep",
    "Independence",
    "InstrumentIssue",
    "ItemFile",
    "ItemRemark",
    "ItemState",
    "JournalEvent",
    "JournalState",
    "Locus",
    "MentoringFile",
    "MentoringSession",
    "Moderation",
    "ModerationOutcome",
    "NoOpenProducts",
    "Objection",
    "ObjectionDecision",
    "ObjectionFile",
    "OfflineDevice",
    "Outcome",
    "Participant",
    "Period",
    "PeriodWindow",
    "PhotoPiece",
    "PhotoUpload",
    "PreparationFile",
    "PreparationSharing",
    "ProofFile",
    "PublishedResult",
    "QualityCheck",
    "RaterRole",
    "Recommendation",
    "RecommendationKind",
    "RecommendationSource",
    "RecommendationStep",
    "Report",
    "ReportBatch",
    "ReportBatchItem",
    "ReportKind",
    "ReportNumber",
    "ReportSignature",
    "ReportStatus",
    "ReportWithdrawal",
    "ReportWording",
    "Result",
    "ResultLine",
    "ReturnedIndicator",
    "ReviewComment",
    "ReviewStep",
    "ReviewedValue",
    "SecondAnswer",
    "SecondDraw",
    "SecondRating",
    "SecondRefusal",
    "SelfAssessment",
    "SelfAssessmentState",
    "Severity",
    "Side",
    "Stage",
    "StageMovedError",
    "Subject",
    "SubjectKind",
    "TeamMember",
    "TeamPlace",
    "Transition",
    "TurnNotice",
    "UnitResult",
    "UserContact",
    "Visit",
    "Waiver",
    "WindowKind",
    "transition_of",
]
