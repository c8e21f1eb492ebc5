//! What `doctor` looks at.
