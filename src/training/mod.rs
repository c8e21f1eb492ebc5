//! The use cases: plan a day, run a session, undo.
