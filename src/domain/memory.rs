//! Memory of a card, by FSRS-6 (the `fsrs` crate).

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, MemoryState};

use super::grade::Grade;

/// What is left of a card in memory after its last attempt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until the chance of recall has fallen to 0.9.
    pub stability: f32,
    /// 1 to 10.
    pub difficulty: f32,
}

/// The model with its parameters.
#[derive(Debug, Clone, Default)]
pub struct MemoryModel(FSRS);

impl MemoryModel {
    /// The memory after a grade given `days` whole study days after the last attempt (0 the same
    /// day); `before` is none for a card never seen.
    pub fn after(&self, before: Option<Memory>, days: u32, grade: Grade) -> Memory {
        self.after_each(before, days)[usize::from(grade.value()) - 1]
    }

    /// The memory after each grade, in the order of [`Grade::ALL`]; see [`MemoryModel::after`].
    pub fn after_each(&self, before: Option<Memory>, days: u32) -> [Memory; 4] {
        let states = self.0.next_states(before.map(MemoryState::from), 0.9, days);
        // The crate refuses only what is not a finite number; what it made itself always is.
        let Ok(states) = states else {
            return self.after_each(None, 0);
        };
        [states.again, states.hard, states.good, states.easy].map(|next| next.memory.into())
    }

    /// The chance of recall `days` whole study days after the last attempt, 0 to 1.
    pub fn recall(&self, memory: Memory, days: u32) -> f32 {
        fsrs::current_retrievability(memory.into(), days as f32, FSRS6_DEFAULT_DECAY)
    }

    /// Days until the chance of recall has fallen to `retention`.
    pub fn interval(&self, memory: Memory, retention: f32) -> f32 {
        self.0.next_interval(Some(memory.stability), retention, 3)
    }
}

impl From<Memory> for MemoryState {
    fn from(memory: Memory) -> Self {
        Self {
            stability: memory.stability,
            difficulty: memory.difficulty,
        }
    }
}

impl From<MemoryState> for Memory {
    fn from(state: MemoryState) -> Self {
        Self {
            stability: state.stability,
            difficulty: state.difficulty,
        }
    }
}
