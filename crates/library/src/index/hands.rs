//! Several segments at a time.

use crate::Error;
use std::{
    num::NonZero,
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Does the same for each of so many segments and gives what comes of it, in their order: one after the other, or on as
/// many processors as there are where the work is so long that threads are worth their start.
pub(super) fn each_segment<T: Send>(
    count: usize,
    is_long: bool,
    work: impl Fn(usize) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let most = if is_long { thread::available_parallelism().map_or(1, NonZero::get) } else { 1 };
    if most.min(count) < 2 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let hand = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= count {
                return done;
            }
            done.push((place, work(place)));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..most.min(count)).map(|_| scope.spawn(hand)).collect();
        let mut done = hand();
        for other in others {
            // Whoever asked knows what a panic means here.
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_however_the_work_is_done() {
        for is_long in [false, true] {
            let done = each_segment(20, is_long, |place| Ok(place * 2)).unwrap();
            assert_eq!(done, (0..20).map(|place| place * 2).collect::<Vec<_>>());
            let failed = each_segment(20, is_long, |place| match place {
                7 => Err(Error::Stopped),
                _ => Ok(()),
            });
            assert!(matches!(failed, Err(Error::Stopped)));
        }
    }
}
