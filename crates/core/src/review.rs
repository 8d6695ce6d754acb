//! When a highlight comes back: the spaces between looking at it grow, as in Leitner's box of cards.

use crate::model::Millis;

/// Days until a highlight comes back, step by step; it stays at the last.
const DAYS: [i64; 8] = [1, 3, 7, 16, 35, 80, 180, 365];

/// Days that a snoozed highlight rests.
const SNOOZE: i64 = 7;

const DAY: i64 = 86_400_000;

/// What is due tomorrow is due from the morning on, also where it was looked at in the evening.
const GRACE: i64 = 8 * 3_600_000;

crate::words! {
    /// What a person says to a highlight that came back.
    Answer {
        /// Seen, and worth seeing again after a longer while.
        Keep = "keep",
        /// To be seen again soon: the spaces begin anew.
        Soon = "soon",
        /// Not now.
        Snooze = "snooze",
        /// Not again.
        Never = "never",
    }
}

/// Where a highlight is in its review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Looks so far in a row, up to the longest space.
    pub step: u32,
    /// When it comes back; none when it does not.
    pub due: Option<Millis>,
}

impl Review {
    /// Where it is after an answer at `now`.
    pub fn answered(self, answer: Answer, now: Millis) -> Self {
        let after = |days: i64| Some(Millis(now.0.saturating_add(days * DAY - GRACE)));
        let last = DAYS.len() - 1;
        let days = |step: u32| DAYS.get(step as usize).copied().unwrap_or(DAYS[last]);
        match answer {
            Answer::Keep => {
                let step = self.step.saturating_add(1).min(DAYS.len() as u32);
                Self { step, due: after(days(step - 1)) }
            }
            Answer::Soon => Self { step: 1, due: after(days(0)) },
            Answer::Snooze => Self { step: self.step, due: after(SNOOZE) },
            Answer::Never => Self { step: self.step, due: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(review: Review) -> Option<i64> {
        review.due.map(|due| (due.0 + GRACE) / DAY)
    }

    #[test]
    fn the_spaces_grow_and_end_at_a_year() {
        let mut review = Review::default();
        let mut spaces = Vec::new();
        for _ in 0..10 {
            review = review.answered(Answer::Keep, Millis(0));
            spaces.extend(days(review));
        }
        assert_eq!(spaces, [1, 3, 7, 16, 35, 80, 180, 365, 365, 365]);
    }

    #[test]
    fn soon_begins_anew_and_a_snooze_changes_no_step() {
        let far = Review { step: 6, due: Some(Millis(0)) };
        let soon = far.answered(Answer::Soon, Millis(0));
        assert_eq!((soon.step, days(soon)), (1, Some(1)));
        assert_eq!(days(soon.answered(Answer::Keep, Millis(0))), Some(3));
        let snoozed = far.answered(Answer::Snooze, Millis(0));
        assert_eq!((snoozed.step, days(snoozed)), (6, Some(7)));
        assert_eq!(far.answered(Answer::Never, Millis(0)).due, None);
    }

    #[test]
    fn what_is_seen_in_the_evening_is_there_the_next_morning() {
        let evening = Millis(22 * 3_600_000);
        let due = Review::default().answered(Answer::Keep, evening).due.unwrap();
        assert!(due.0 <= DAY + 14 * 3_600_000);
        assert!(due.0 > evening.0 + 12 * 3_600_000);
    }
}
