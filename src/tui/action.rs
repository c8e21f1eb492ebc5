//! What can be asked of a screen, and the one table that knows it all.

mod catalog;

pub use catalog::CATALOG;

/// What can be asked of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "CATALOG holds a line of help for each")]
pub enum Action {
    Help,
    Palette,
    QuitNow,
    Shell,
    Redraw,
    Back,
    Undo,
    Redo,
    Down,
    Up,
    First,
    Last,
    PageDown,
    PageUp,
    PreviousStep,
    Accept,
    Cancel,
    Filter,
    Edit,
    Start,
    Open,
    Problems,
    InterviewDate,
    Minutes,
    Mock,
    Select,
    Pane,
    Copy,
    Next,
    Type,
    Hint,
    ExpectLess,
    ExpectMore,
    NoAnswer,
    ChooseA,
    ChooseB,
    ChooseC,
    ChooseD,
    Yes,
    No,
    MarkAbsent,
    MarkPartly,
    MarkClear,
    MarkCycle,
    Again,
    Hard,
    Good,
    Easy,
    VerdictLess,
    VerdictMore,
    View,
    Pause,
    StepBack,
    FromStart,
    Star,
    Info,
    Compare,
    NextCard,
    PreviousCard,
    Answers,
    Bury,
    SuspendCard,
    Leave,
    Done,
    Editor,
    Newline,
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    DeleteBack,
    DeleteNext,
    DeleteWord,
    DeleteLine,
    Weak,
    SelectAll,
    Sort,
    Ladder,
    Unpractised,
    Statistics,
    Numbers,
    NextDeck,
    PreviousDeck,
    Browse,
    DrillCards,
    Tags,
    Reset,
    Saved,
    SaveQuery,
    Delete,
}

/// Where a chord means something. Each context falls back to its [`parent`](Context::parent).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Context {
    Global,
    Home,
    Problems,
    Info,
    /// A card with every attempt at it.
    Detail,
    /// One attempt in full.
    Attempt,
    /// Two attempts, word by word.
    Comparison,
    /// What was found in all answers.
    Answers,
    /// The words to look for in them.
    Words,
    SessionEnd,
    /// What is weak, in lists.
    Weak,
    Help,
    /// Whatever is shared by the steps of a drill.
    Drill,
    /// Before the reveal of anything that is answered freely.
    Asking,
    Recall,
    /// The setting of a scenario.
    Setting,
    Think,
    Answer,
    /// An answer of a ladder after which it is given again.
    Rung,
    Choices,
    /// The options of a scenario's step.
    StepOptions,
    RedFlags,
    Points,
    /// Something to read before one goes on.
    Reading,
    /// A question after the ending.
    Debrief,
    Probe,
    /// After the probe: did it lift the point it asked about?
    Lift,
    Verdict,
    /// Grading a card without points.
    Grade,
    /// Whatever is shared by the boxes one types in.
    Typing,
    /// Several lines.
    TextBox,
    /// One line, taken with a key.
    TextLine,
    FirstRun,
    /// Any of the first steps but the first.
    LaterStep,
    TryStep,
    Palette,
    /// What a mock is to be.
    MockSetup,
    /// The scorecards of earlier mocks.
    Scorecards,
    /// Whatever is shared by the steps of a mock.
    Interview,
    /// Before a stage.
    Break,
    /// Thinking, answering, replying.
    Talk,
    /// The number of an estimate, in a mock.
    Number,
    /// The options of a scenario, in a mock.
    Options,
    /// The clock has cut off what was being typed.
    TimeUp,
    /// A question to be answered with yes or no.
    Confirm,
    Scorecard,
    Statistics,
    /// The statistics as text.
    Numbers,
    /// The cards, and a line that searches them.
    Browse,
    /// In that line.
    Search,
    /// The searches saved under a name.
    SavedSearches,
}

impl Context {
    /// Every context, outer ones first.
    pub const ALL: [Self; 51] = [
        Self::Global,
        Self::Home,
        Self::Problems,
        Self::Info,
        Self::Detail,
        Self::Attempt,
        Self::Comparison,
        Self::Answers,
        Self::Words,
        Self::SessionEnd,
        Self::Weak,
        Self::Help,
        Self::Drill,
        Self::Asking,
        Self::Recall,
        Self::Setting,
        Self::Think,
        Self::Answer,
        Self::Rung,
        Self::Choices,
        Self::StepOptions,
        Self::RedFlags,
        Self::Points,
        Self::Reading,
        Self::Debrief,
        Self::Probe,
        Self::Lift,
        Self::Verdict,
        Self::Grade,
        Self::Typing,
        Self::TextBox,
        Self::TextLine,
        Self::FirstRun,
        Self::LaterStep,
        Self::TryStep,
        Self::Palette,
        Self::MockSetup,
        Self::Scorecards,
        Self::Interview,
        Self::Break,
        Self::Talk,
        Self::Number,
        Self::Options,
        Self::TimeUp,
        Self::Confirm,
        Self::Scorecard,
        Self::Statistics,
        Self::Numbers,
        Self::Browse,
        Self::Search,
        Self::SavedSearches,
    ];

    /// Where a chord without a meaning here is looked up next.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Global => None,
            Self::Recall | Self::Think | Self::Answer | Self::Rung => Some(Self::Asking),
            Self::Asking
            | Self::Setting
            | Self::Reading
            | Self::Debrief
            | Self::Choices
            | Self::StepOptions
            | Self::RedFlags
            | Self::Points
            | Self::Probe
            | Self::Lift
            | Self::Verdict
            | Self::Grade => Some(Self::Drill),
            Self::Break | Self::Talk | Self::Options => Some(Self::Interview),
            Self::LaterStep => Some(Self::FirstRun),
            Self::Number | Self::Words => Some(Self::TextLine),
            Self::TextBox | Self::TextLine | Self::FirstRun | Self::Palette | Self::Search => {
                Some(Self::Typing)
            }
            Self::Home
            | Self::Problems
            | Self::Info
            | Self::Detail
            | Self::Attempt
            | Self::Comparison
            | Self::Answers
            | Self::SessionEnd
            | Self::Weak
            | Self::Help
            | Self::Drill
            | Self::TryStep
            | Self::MockSetup
            | Self::Scorecards
            | Self::Interview
            | Self::TimeUp
            | Self::Confirm
            | Self::Scorecard
            | Self::Statistics
            | Self::Numbers
            | Self::Browse
            | Self::SavedSearches
            | Self::Typing => Some(Self::Global),
        }
    }

    /// This context, its parent, and so on to [`Context::Global`].
    pub fn chain(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |context| context.parent())
    }

    /// Whether plain keys type here, so that only control keys act.
    pub fn is_typing(self) -> bool {
        self.chain().any(|context| context == Self::Typing)
    }

    /// How a binding in the settings names this context: `drill.next-hint`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Home => "home",
            Self::Problems => "problems",
            Self::Info => "info",
            Self::Detail => "detail",
            Self::Attempt => "attempt",
            Self::Comparison => "comparison",
            Self::Answers => "answers",
            Self::Words => "words",
            Self::SessionEnd => "session-end",
            Self::Weak => "weak-cards",
            Self::Help => "help",
            Self::Drill => "drill",
            Self::Asking => "asking",
            Self::Recall => "recall",
            Self::Setting => "setting",
            Self::Reading => "reading",
            Self::Debrief => "debrief",
            Self::Think => "think",
            Self::Answer => "answer",
            Self::Rung => "rung",
            Self::Choices => "choices",
            Self::StepOptions => "step-options",
            Self::RedFlags => "red-flags",
            Self::Points => "points",
            Self::Probe => "probe",
            Self::Lift => "lift",
            Self::Verdict => "verdict",
            Self::Grade => "grade",
            Self::Typing => "typing",
            Self::TextBox => "text-box",
            Self::TextLine => "text-line",
            Self::FirstRun => "first-run",
            Self::LaterStep => "later-step",
            Self::TryStep => "try-step",
            Self::Palette => "palette",
            Self::MockSetup => "mock-setup",
            Self::Scorecards => "scorecards",
            Self::Interview => "interview",
            Self::Break => "break",
            Self::Talk => "talk",
            Self::Number => "number",
            Self::Options => "options",
            Self::TimeUp => "time-up",
            Self::Confirm => "confirm",
            Self::Scorecard => "scorecard",
            Self::Statistics => "statistics",
            Self::Numbers => "numbers",
            Self::Browse => "browse",
            Self::Search => "search",
            Self::SavedSearches => "saved-searches",
        }
    }

    /// The heading of its keys in the help.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Global => "ALWAYS",
            Self::Home => "HOME",
            Self::Problems => "PROBLEMS",
            Self::Info => "THE CARD",
            Self::Detail => "CARD AND ATTEMPTS",
            Self::Attempt => "ONE ATTEMPT",
            Self::Comparison => "TWO ATTEMPTS",
            Self::Answers => "ANSWERS FOUND",
            Self::Words => "WORDS TO LOOK FOR",
            Self::SessionEnd => "END OF THE SESSION",
            Self::Weak => "WEAK CARDS",
            Self::Help => "HELP",
            Self::Drill => "ANY TIME IN A DRILL",
            Self::Asking => "BEFORE THE REVEAL",
            Self::Recall => "RECALL",
            Self::Setting => "A SCENARIO'S SETTING",
            Self::Reading => "READ ON",
            Self::Debrief => "AFTER THE ENDING",
            Self::Think => "THINK",
            Self::Answer => "ANSWER",
            Self::Rung => "A RUNG OF A LADDER",
            Self::Choices => "CHOOSE",
            Self::StepOptions => "TAKE AN OPTION",
            Self::RedFlags => "RED FLAGS",
            Self::Points => "POINTS",
            Self::Probe => "PROBE",
            Self::Lift => "AFTER THE PROBE",
            Self::Verdict => "VERDICT",
            Self::Grade => "GRADE",
            Self::Typing => "WHILE TYPING",
            Self::TextBox => "IN A TEXT BOX",
            Self::TextLine => "IN A LINE OF TEXT",
            Self::FirstRun => "FIRST STEPS",
            Self::LaterStep => "AFTER THE FIRST STEP",
            Self::TryStep => "THE LAST STEP",
            Self::Palette => "COMMANDS",
            Self::MockSetup => "A MOCK INTERVIEW",
            Self::Scorecards => "EARLIER SCORECARDS",
            Self::Interview => "ANY TIME IN A MOCK",
            Self::Break => "BEFORE A STAGE",
            Self::Talk => "IN THE INTERVIEW",
            Self::Number => "YOUR NUMBER",
            Self::Options => "WHAT YOU WOULD DO",
            Self::TimeUp => "TIME IS UP",
            Self::Confirm => "YES OR NO",
            Self::Scorecard => "SCORECARD",
            Self::Statistics => "STATS",
            Self::Numbers => "STATS IN NUMBERS",
            Self::Browse => "BROWSE",
            Self::Search => "THE SEARCH LINE",
            Self::SavedSearches => "SAVED SEARCHES",
        }
    }
}

/// An action in a context: a line of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Where it can be asked for.
    pub context: Context,
    /// What it asks.
    pub action: Action,
    /// The action's name in settings, scripts and the palette; the same in every context.
    pub name: &'static str,
    /// The chords it has when the user binds none, the one to show first.
    pub chords: &'static [&'static str],
    /// One line for the help and the palette.
    pub help: &'static str,
    /// A word for the footer; neighbours with the same word are shown as one.
    pub label: &'static str,
    /// Its rank in the footer, 1 first; 0 is never shown there.
    pub rank: u8,
}
