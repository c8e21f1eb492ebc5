//! Every action with its keys and its help: the one table that knows it all.

use super::Action::*;
use super::{Context, Row};

macro_rules! catalog {
    ($($context:ident { $($action:ident $name:literal [$($chord:literal)*] $help:literal $(, $rank:literal $label:literal)?;)* })*) => {
        &[$($(Row {
            context: Context::$context,
            action: $action,
            name: $name,
            chords: &[$($chord),*],
            help: $help,
            label: concat!($($label)?),
            rank: 0 $(+ $rank)?,
        },)*)*]
    };
}

/// Every action: its name, contexts, default chords, line of help and place in the footer. The key map, the help, the
/// footers, the palette, the conflict check and the names in the settings are all read from here.
pub const CATALOG: &[Row] = catalog! {
    Global {
        Help "help" ["?" "f1"] "the keys of this screen", 1 "help";
        Palette "commands" [":" "ctrl-p"] "every command of this screen, by name", 90 "commands";
        QuitNow "quit-now" ["ctrl-c"] "quit at once; everything kept so far is on disk";
        Shell "shell" ["ctrl-z"] "to the shell; fg brings you back";
        Redraw "redraw" ["ctrl-l"] "draw the screen anew";
    }
    Home {
        Start "start" ["space"] "start today's plan or go on with it; when done, ten more minutes", 2 "start";
        Open "open" ["enter"] "drill the deck under the cursor", 4 "drill deck";
        Down "down" ["j" "down"] "next line";
        Up "up" ["k" "up"] "previous line";
        First "first" ["g" "home"] "first line";
        Last "last" ["G" "end"] "last line";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Mock "mock" ["m"] "a mock interview: stages, a clock, a scorecard", 5 "mock";
        Weak "weak" ["w"] "what is weak, why, and what a drill of it would bring", 5 "weak";
        Statistics "statistics" ["t"] "recall, verdicts and expectations over time, and what comes back", 6 "stats";
        InterviewDate "interview-date" ["d"] "set the date and the name of your interview", 5 "date";
        Browse "browse" ["b"] "every card: search, select, tag, drill", 5 "browse";
        Minutes "minutes" ["M"] "set how many minutes a day you have", 6 "minutes";
        Problems "problems" ["p"] "what is wrong in decks and settings, and where", 8 "problems";
        Answers "answers" ["/"] "look for words in all your answers", 9 "answers";
        Undo "undo" ["u"] "undo the last thing you did", 7 "undo";
        Redo "redo" ["ctrl-r"] "redo what you undid";
        Back "back" ["q"] "quit hotseat", 3 "quit";
    }
    Problems {
        Down "down" ["j" "down"] "next problem", 3 "move";
        Up "up" ["k" "up"] "previous problem", 3 "move";
        First "first" ["g" "home"] "first problem";
        Last "last" ["G" "end"] "last problem";
        PageDown "page-down" ["ctrl-d" "pgdn"] "scroll the problem down, where it is long";
        PageUp "page-up" ["ctrl-u" "pgup"] "scroll the problem up";
        Edit "edit" ["e"] "open the file in your editor", 4 "edit";
        Back "back" ["q" "esc"] "back to where you were", 2 "back";
    }
    Info {
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Down "down" ["j" "down"] "a line down", 3 "scroll";
        Up "up" ["k" "up"] "a line up", 3 "scroll";
        First "first" ["g" "home"] "to the top";
        Last "last" ["G" "end"] "to the end";
        Back "back" ["q" "esc" "i"] "back to the card", 2 "back";
    }
    Detail {
        Open "open" ["enter"] "read the attempt under the cursor in full", 2 "read";
        Back "back" ["q" "esc"] "back to where you were", 3 "back";
        Down "down" ["j" "down"] "the attempt before; a line down in another panel", 4 "move";
        Up "up" ["k" "up"] "the attempt after; a line up in another panel", 4 "move";
        First "first" ["g" "home"] "the newest attempt; to the top";
        Last "last" ["G" "end"] "the first attempt; to the end";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Pane "pane" ["tab"] "to the next panel", 5 "panel";
        Compare "compare" ["="] "compare with the attempt before, or with the one selected", 6 "compare";
        Select "select" ["space"] "select the attempt, for another to be compared with";
        Start "start" ["s"] "drill this card now, due or not", 7 "drill it";
        Edit "edit" ["e"] "open its deck in your editor, at the card", 8 "edit";
        Star "star" ["*"] "star the card, or take the star away", 9 "star";
        SuspendCard "suspend-card" ["@"] "never ask it, or ask it again", 10 "suspend";
        Bury "bury" ["-"] "not today: the card comes back tomorrow", 11 "bury";
        NextCard "next-card" ["n"] "the next card of the list", 12 "card";
        PreviousCard "previous-card" ["N"] "the card before in the list", 12 "card";
        Undo "undo" ["u"] "undo the last thing you did", 13 "undo";
        Redo "redo" ["ctrl-r"] "redo what you undid";
    }
    Attempt {
        Down "down" ["j" "down"] "a line down", 3 "scroll";
        Up "up" ["k" "up"] "a line up", 3 "scroll";
        First "first" ["g" "home"] "to the top";
        Last "last" ["G" "end"] "to the end";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Compare "compare" ["="] "compare with the attempt before", 4 "compare";
        Info "info" ["i"] "the card, with every attempt at it", 5 "card";
        Back "back" ["q" "esc"] "back to where you were", 2 "back";
    }
    Comparison {
        Down "down" ["j" "down"] "a line down", 3 "scroll";
        Up "up" ["k" "up"] "a line up", 3 "scroll";
        First "first" ["g" "home"] "to the top";
        Last "last" ["G" "end"] "to the end";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Back "back" ["q" "esc" "="] "back to where you were", 2 "back";
    }
    Answers {
        Open "open" ["enter"] "read the attempt under the cursor in full", 2 "read";
        Back "back" ["q" "esc"] "back to where you were", 3 "back";
        Answers "answers" ["/"] "look for other words", 4 "search";
        Down "down" ["j" "down"] "the next answer", 5 "move";
        Up "up" ["k" "up"] "the answer before", 5 "move";
        First "first" ["g" "home"] "the first of them";
        Last "last" ["G" "end"] "the last of them";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Info "info" ["i"] "its card, with every attempt at it", 6 "card";
    }
    Words {
        Accept "accept" ["enter"] "look for these words", 2 "search";
        Cancel "cancel" ["esc"] "back to what was found, or to where you were", 3 "back";
    }
    SessionEnd {
        Accept "accept" ["space" "enter"] "back to where the sitting began", 2 "back";
        Down "down" ["j" "down"] "a line down", 4 "scroll";
        Up "up" ["k" "up"] "a line up", 4 "scroll";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Weak "weak" ["w"] "to the weak cards, due or not", 5 "weak";
        Undo "undo" ["u"] "undo the last grade", 3 "undo";
        Redo "redo" ["ctrl-r"] "redo what you undid";
        Back "back" ["q" "esc"] "back to where the sitting began";
    }
    Weak {
        Start "start" ["s"] "drill what is selected, else the line under the cursor; due or not", 2 "drill";
        Select "select" ["space"] "select the card, or take it out again", 3 "select";
        SelectAll "select-all" ["a"] "select all weak cards, or none", 8 "all";
        Pane "pane" ["tab"] "the next list: cards, points, competencies, rules", 4 "lists";
        Open "open" ["enter" "i"] "what is known about the card, and every attempt at it", 6 "detail";
        Sort "sort" ["o"] "sort by gain a minute, recall, lapses or the last attempt", 7 "sort";
        Filter "filter" ["/"] "show only the lines with this text", 9 "filter";
        Unpractised "never-practised" ["n"] "list cards never practised too, 50 at most, or leave them out", 12 "new ones";
        Ladder "ladder" ["L"] "the same answer in 180, 90, 60 and 30 seconds", 10 "ladder";
        View "view" ["v"] "why the card is weak, in full", 6 "why";
        SuspendCard "suspend-card" ["@"] "never ask what is selected, else this card; undo asks it again", 11 "suspend";
        Star "star" ["*"] "star what is selected, else this card, or take the star away", 14 "star";
        Bury "bury" ["-"] "not today: what is selected, else this card, comes back tomorrow", 15 "bury";
        Undo "undo" ["u"] "undo the last thing you did", 13 "undo";
        Redo "redo" ["ctrl-r"] "redo what you undid";
        Down "down" ["j" "down"] "next line";
        Up "up" ["k" "up"] "previous line";
        First "first" ["g" "home"] "first line";
        Last "last" ["G" "end"] "last line";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Cancel "cancel" ["esc"] "let the filter go; then the selection; then back";
        Back "back" ["q"] "back to where you were", 5 "back";
    }
    Help {
        Filter "filter" ["/"] "show only the lines with this text", 3 "filter";
        Down "down" ["j" "down"] "a line down", 4 "scroll";
        Up "up" ["k" "up"] "a line up", 4 "scroll";
        First "first" ["g" "home"] "to the top";
        Last "last" ["G" "end"] "to the end";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Back "back" ["esc" "q"] "close the help", 2 "close";
    }
    Drill {
        View "view" ["v"] "question and answer in full; then the samples", 4 "in full";
        Pause "pause" ["."] "stop the clock, or let it run", 30 "pause";
        StepBack "step-back" ["backspace"] "one step back, to mend a mark or take another option";
        Info "info" ["i"] "what is known about this card", 36 "info";
        Star "star" ["*"] "star the card, or take the star away", 35 "star";
        Bury "bury" ["-"] "not today: the card comes back tomorrow", 33 "bury";
        SuspendCard "suspend-card" ["@"] "never again, until `hotseat card resume`", 34 "suspend";
        Undo "undo" ["u"] "one step back in a scenario or case; else undo the last grade", 32 "undo";
        Redo "redo" ["ctrl-r"] "redo what you undid";
        PageDown "page-down" ["ctrl-d" "pgdn"] "scroll half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "scroll half a page up";
        Back "back" ["q"] "end the session; what is graded is kept", 31 "end";
    }
    Asking {
        Type "type" ["tab"] "type your answer", 3 "type";
        Hint "hint" ["n"] "the next hint; how many you took is kept", 4 "hint";
        ExpectLess "expect-less" ["["] "expect a lower verdict", 6 "expect";
        ExpectMore "expect-more" ["]"] "expect a higher verdict", 6 "expect";
        NoAnswer "no-answer" ["g"] "I have no answer: reveal, and ask me again", 5 "no answer";
    }
    Recall {
        Next "next" ["space" "enter"] "reveal the answer", 2 "reveal";
    }
    Setting {
        Next "next" ["space" "enter"] "to the step that is asked", 2 "begin";
        FromStart "from-start" ["s"] "play it from its start instead", 3 "from the start";
    }
    Think {
        Next "next" ["space" "enter"] "stop thinking, start answering", 2 "answer";
    }
    Answer {
        Next "next" ["space" "enter"] "end the answer and reveal the rubric", 2 "reveal";
    }
    Rung {
        Next "next" ["space" "enter"] "end this rung, and give the answer again in less time", 2 "next rung";
    }
    Choices {
        ChooseA "choose-a" ["a"] "choose the first", 3 "choose";
        ChooseB "choose-b" ["b"] "choose the second", 3 "choose";
        ChooseC "choose-c" ["c"] "choose the third", 3 "choose";
        ChooseD "choose-d" ["d"] "choose the fourth", 3 "choose";
        Down "down" ["j" "down"] "next choice", 4 "move";
        Up "up" ["k" "up"] "previous choice", 4 "move";
        Accept "accept" ["enter" "space"] "commit to the choice under the cursor", 2 "commit";
        NoAnswer "no-answer" ["g"] "I do not know: reveal, and ask me again", 5 "no answer";
    }
    StepOptions {
        ChooseA "choose-a" ["a"] "take the first", 3 "choose";
        ChooseB "choose-b" ["b"] "take the second", 3 "choose";
        ChooseC "choose-c" ["c"] "take the third", 3 "choose";
        ChooseD "choose-d" ["d"] "take the fourth", 3 "choose";
        Down "down" ["j" "down"] "next option", 4 "move";
        Up "up" ["k" "up"] "previous option", 4 "move";
        Accept "accept" ["enter"] "take the option under the cursor", 2 "take";
    }
    RedFlags {
        Yes "yes" ["y"] "yes, my answer had this flag", 2 "had it";
        No "no" ["n"] "no, it did not", 3 "did not";
        Accept "accept" ["enter"] "go on, once every flag is answered";
        Down "down" ["j" "down"] "next flag", 4 "move";
        Up "up" ["k" "up"] "previous flag", 4 "move";
    }
    Points {
        MarkAbsent "mark-absent" ["0"] "absent, and on; on the title: the rest is absent", 2 "mark";
        MarkPartly "mark-partly" ["1"] "partly there, and on", 2 "mark";
        MarkClear "mark-clear" ["2" "space"] "clearly there, and on", 2 "mark";
        MarkCycle "mark-cycle" ["x"] "the next mark: 0, 1, 2", 5 "cycle";
        Down "down" ["j" "down"] "next point", 4 "move";
        Up "up" ["k" "up"] "previous point", 4 "move";
        Accept "accept" ["enter"] "go on, once every point is marked";
    }
    Reading {
        Next "next" ["space" "enter"] "go on", 2 "go on";
    }
    Debrief {
        Next "next" ["space" "enter"] "to the next question, then to the verdict", 2 "go on";
        Type "type" ["tab"] "type what you would say; it is kept", 3 "type";
    }
    Probe {
        Next "next" ["space"] "end the answer to the probe", 2 "answered";
    }
    Lift {
        MarkAbsent "mark-absent" ["0"] "the point is still absent", 2 "absent";
        MarkPartly "mark-partly" ["1"] "the probe brought it out", 3 "brought out";
    }
    Verdict {
        Accept "accept" ["enter"] "accept the verdict and its grade", 2 "accept";
        Again "again" ["1"] "grade it Again", 3 "grade";
        Hard "hard" ["2"] "grade it Hard", 3 "grade";
        Good "good" ["3"] "grade it Good", 3 "grade";
        Easy "easy" ["4"] "grade it Easy", 3 "grade";
        VerdictLess "verdict-less" ["["] "a verdict one lower, with your reason", 5 "verdict";
        VerdictMore "verdict-more" ["]"] "a verdict one higher, with your reason", 5 "verdict";
    }
    Grade {
        Accept "accept" ["space" "enter"] "take the grade under the cursor", 2 "accept";
        Again "again" ["1"] "grade it Again", 3 "grade";
        Hard "hard" ["2"] "grade it Hard", 3 "grade";
        Good "good" ["3"] "grade it Good", 3 "grade";
        Easy "easy" ["4"] "grade it Easy", 3 "grade";
    }
    Typing {
        Left "left" ["left" "ctrl-b"] "a character to the left";
        Right "right" ["right" "ctrl-f"] "a character to the right";
        WordLeft "word-left" ["ctrl-left" "alt-left" "alt-b"] "a word to the left";
        WordRight "word-right" ["ctrl-right" "alt-right" "alt-f"] "a word to the right";
        LineStart "line-start" ["home" "ctrl-a"] "to the start of the line";
        LineEnd "line-end" ["end" "ctrl-e"] "to the end of the line";
        DeleteBack "delete-back" ["backspace" "ctrl-h"] "delete the character before the cursor";
        DeleteNext "delete-next" ["delete"] "delete the character under the cursor";
        DeleteWord "delete-word" ["ctrl-w" "alt-backspace"] "delete the word before the cursor";
        DeleteLine "delete-line" ["ctrl-u"] "delete back to the start of the line";
    }
    TextBox {
        Leave "leave" ["esc" "tab"] "leave the box; the text stays", 2 "leave";
        Done "done" ["ctrl-s"] "done: leave the box and go on", 3 "done";
        Editor "editor" ["ctrl-o"] "write it in your editor", 4 "editor";
        Newline "newline" ["enter" "ctrl-j"] "a new line";
        Down "down" ["down" "ctrl-n"] "a line down";
        Up "up" ["up"] "a line up";
        PageDown "page-down" ["pgdn"] "a page down";
        PageUp "page-up" ["pgup"] "a page up";
    }
    TextLine {
        Accept "accept" ["enter"] "take this text", 2 "take";
        Cancel "cancel" ["esc"] "close without a change", 3 "cancel";
    }
    FirstRun {
        Accept "accept" ["enter"] "take this and go on; left empty, it is skipped", 2 "next";
        Cancel "cancel" ["esc"] "skip what is left of the first steps", 3 "skip all";
    }
    LaterStep {
        PreviousStep "previous-step" ["shift-tab" "up"] "one step back", 4 "back";
    }
    TryStep {
        Start "start" ["space"] "try three cards", 2 "try";
        Accept "accept" ["enter"] "to Home; the cards can wait", 3 "later";
        PreviousStep "previous-step" ["shift-tab" "up" "backspace"] "one step back", 4 "back";
        Cancel "cancel" ["esc"] "to Home; the cards can wait";
    }
    Palette {
        Accept "accept" ["enter"] "run the command under the cursor", 2 "run";
        Cancel "cancel" ["esc"] "close without running anything", 3 "close";
        Down "down" ["down" "ctrl-n"] "next command";
        Up "up" ["up"] "previous command";
        PageDown "page-down" ["pgdn"] "half a page down";
        PageUp "page-up" ["pgup"] "half a page up";
    }
    MockSetup {
        Accept "accept" ["enter"] "begin the mock, or go on with the one under the cursor", 2 "begin";
        Select "select" ["space"] "take the stage in or out; take the preset; the next value", 3 "choose";
        Left "left" ["h" "left"] "the value before", 5 "change";
        Right "right" ["l" "right"] "the next value", 5 "change";
        Pane "pane" ["tab"] "to the earlier scorecards", 4 "scorecards";
        Down "down" ["j" "down"] "next line", 6 "move";
        Up "up" ["k" "up"] "previous line", 6 "move";
        First "first" ["g" "home"] "first line";
        Last "last" ["G" "end"] "last line";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Back "back" ["q" "esc"] "back", 7 "back";
    }
    Scorecards {
        Open "open" ["enter" "space"] "open the scorecard under the cursor", 2 "open";
        Pane "pane" ["tab" "shift-tab"] "back to the setup of a mock", 3 "setup";
        Down "down" ["j" "down"] "next scorecard", 4 "move";
        Up "up" ["k" "up"] "previous scorecard", 4 "move";
        First "first" ["g" "home"] "the newest";
        Last "last" ["G" "end"] "the oldest";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Back "back" ["q" "esc"] "back", 5 "back";
    }
    Interview {
        Pause "pause" ["."] "stop the clock, or let it run; not where it is strict", 30 "pause";
        PageDown "page-down" ["ctrl-d" "pgdn"] "scroll half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "scroll half a page up";
        Back "back" ["q"] "end the interview; it asks first, and answers stay", 31 "end";
    }
    Break {
        Next "next" ["space" "enter"] "begin the stage", 2 "begin";
    }
    Talk {
        Next "next" ["space" "enter"] "go on: to the answer, and from it to what follows", 2 "go on";
        Down "down" ["j" "down"] "scroll a line down", 3 "scroll";
        Up "up" ["k" "up"] "scroll a line up", 3 "scroll";
        Type "type" ["tab"] "type what you say; thinking ends with that", 4 "type";
        View "view" ["v"] "all there is to the question in full; the clock runs", 5 "in full";
    }
    Number {
        PageDown "page-down" ["pgdn"] "scroll the question half a page down", 3 "scroll";
        PageUp "page-up" ["pgup"] "scroll the question half a page up", 3 "scroll";
    }
    Options {
        ChooseA "choose-a" ["a"] "take the first", 3 "choose";
        ChooseB "choose-b" ["b"] "take the second", 3 "choose";
        ChooseC "choose-c" ["c"] "take the third", 3 "choose";
        ChooseD "choose-d" ["d"] "take the fourth", 3 "choose";
        Down "down" ["j" "down"] "next option", 4 "move";
        Up "up" ["k" "up"] "previous option", 4 "move";
        Accept "accept" ["enter"] "take the option under the cursor; space takes none unread", 2 "take";
        View "view" ["v"] "all there is to the question in full; the clock runs", 5 "in full";
        PageDown "page-down" ["ctrl-d" "pgdn"] "scroll half a page down", 6 "scroll";
        PageUp "page-up" ["ctrl-u" "pgup"] "scroll half a page up", 6 "scroll";
    }
    TimeUp {
        Accept "accept" ["enter"] "go on", 2 "go on";
    }
    Confirm {
        Yes "yes" ["y"] "yes", 2 "yes";
        No "no" ["n" "esc" "q"] "no", 3 "no";
    }
    Scorecard {
        ChooseA "choose-a" ["1"] "start the first drill of what to do next", 2 "drill";
        ChooseB "choose-b" ["2"] "start the second", 2 "drill";
        ChooseC "choose-c" ["3"] "start the third", 2 "drill";
        Copy "copy" ["c"] "write it as Markdown into your folder", 3 "Markdown";
        Down "down" ["j" "down"] "a line down", 4 "scroll";
        Up "up" ["k" "up"] "a line up", 4 "scroll";
        First "first" ["g" "home"] "to the top";
        Last "last" ["G" "end"] "to the end";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Back "back" ["q" "esc"] "back to where you were", 5 "back";
    }
    Statistics {
        Down "down" ["j" "down" "ctrl-d" "pgdn"] "the next panels", 3 "panels";
        Up "up" ["k" "up" "ctrl-u" "pgup"] "the panels before", 3 "panels";
        First "first" ["g" "home"] "the first panels";
        Last "last" ["G" "end"] "the last panels";
        Left "left" ["h" "left"] "a shorter range", 4 "range";
        Right "right" ["l" "right"] "a longer range", 4 "range";
        ChooseA "choose-a" ["1"] "the last 7 days";
        ChooseB "choose-b" ["2"] "the last 30 days";
        ChooseC "choose-c" ["3"] "all days";
        NextDeck "next-deck" ["tab"] "the next deck; after the last, all of them", 5 "deck";
        PreviousDeck "previous-deck" ["shift-tab"] "the deck before";
        Numbers "numbers" ["c"] "the numbers behind the charts, as text", 6 "numbers";
        Back "back" ["q" "esc"] "back to Home", 2 "back";
    }
    Numbers {
        Down "down" ["j" "down"] "a line down", 3 "scroll";
        Up "up" ["k" "up"] "a line up", 3 "scroll";
        First "first" ["g" "home"] "to the top";
        Last "last" ["G" "end"] "to the end";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Back "back" ["q" "esc" "c"] "back to the charts", 2 "charts";
    }
    Browse {
        Filter "filter" ["/"] "search by words, is:due, deck:, tag:, comp:, r<0.7, edited:7d", 2 "search";
        Open "open" ["enter" "i"] "what is known about the card", 3 "open";
        Select "select" ["space"] "select the card, or let it go, and on", 4 "select";
        DrillCards "drill-cards" ["s"] "drill what is selected, or the card under the cursor", 5 "drill";
        Pane "pane" ["tab" "shift-tab"] "to the preview, and back", 6 "preview";
        Sort "sort" ["o"] "sort by due day, recall, title, deck, attempts, lapses", 8 "sort";
        Tags "tags" ["T"] "give or take tags of your own", 9 "tags";
        Star "star" ["*"] "star, or take the star away", 10 "star";
        SuspendCard "suspend-card" ["@"] "never ask again; or ask again what was suspended", 11 "suspend";
        Bury "bury" ["-"] "not today: it comes back tomorrow", 12 "bury";
        Reset "reset" ["R"] "forget what was learnt; it asks first, attempts stay", 14 "reset";
        Saved "saved" ["F"] "saved searches: use, save, delete", 13 "saved";
        SelectAll "select-all" ["a" "ctrl-a"] "select all that is shown, or let it all go", 15 "all";
        Undo "undo" ["u"] "undo the last thing you did, to however many cards", 16 "undo";
        Redo "redo" ["ctrl-r"] "redo what you undid";
        Down "down" ["j" "down"] "next card; in the preview a line down";
        Up "up" ["k" "up"] "previous card; in the preview a line up";
        First "first" ["g" "home"] "first card; in the preview to the top";
        Last "last" ["G" "end"] "last card; in the preview to the end";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Cancel "cancel" ["esc"] "leave the preview; then the selection; then the search; then Browse";
        Back "back" ["q"] "back to Home", 7 "back";
    }
    Search {
        Accept "accept" ["enter"] "to the list of what was found", 2 "list";
        Cancel "cancel" ["esc"] "to the list; the search stays";
        Down "down" ["down" "ctrl-n"] "next card", 3 "move";
        Up "up" ["up"] "previous card", 3 "move";
        PageDown "page-down" ["pgdn"] "half a page down";
        PageUp "page-up" ["pgup"] "half a page up";
    }
    SavedSearches {
        Open "open" ["enter"] "search with it", 2 "search";
        SaveQuery "save-query" ["s"] "save the present search under a name", 3 "save this";
        Delete "delete" ["D"] "delete it; it asks first", 4 "delete";
        Down "down" ["j" "down"] "next one", 5 "move";
        Up "up" ["k" "up"] "previous one", 5 "move";
        First "first" ["g" "home"] "the first";
        Last "last" ["G" "end"] "the last";
        PageDown "page-down" ["ctrl-d" "pgdn"] "half a page down";
        PageUp "page-up" ["ctrl-u" "pgup"] "half a page up";
        Back "back" ["q" "esc"] "back to the cards", 6 "back";
    }
};
