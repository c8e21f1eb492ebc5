//! What is asked, how an answer is marked, when it returns, what the history says.
