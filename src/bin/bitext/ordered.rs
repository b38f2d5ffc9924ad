//! Work on several threads whose results come out in the order in which it came in.

use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

use crate::failure::Failure;

/// Threads to run on.
pub fn pool(threads: usize) -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|e| Failure::new(format!("cannot start {threads} threads: {e}; give fewer with --threads")))
}

/// Where results go, in order.
pub trait Sink<R>: Send {
    /// Takes the next result.
    fn put(&mut self, result: R) -> Result<(), Failure>;

    /// Nothing is ready and it may take a while: hand on what is held back.
    fn idle(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// Runs `work` on each item, on the threads of `pool`, and puts the results into `sink` in order.
///
/// Not more than eight items a thread are in flight, so that memory is bounded by their
/// size and not by the length of the input. Ends early when the sink fails.
pub fn run<T: Send, R: Send>(
    pool: &rayon::ThreadPool,
    items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    sink: &mut impl Sink<R>,
) -> Result<(), Failure> {
    let (queue, slots) = sync_channel::<Receiver<R>>(8 * pool.current_num_threads());
    thread::scope(|scope| {
        let writer = scope.spawn(move || write(&slots, sink));
        pool.in_place_scope(|tasks| {
            for item in items {
                let (slot, result) = sync_channel(1);
                // The writer has failed and hung up; it says why.
                if queue.send(result).is_err() {
                    break;
                }
                let work = &work;
                tasks.spawn(move |_| {
                    let _ = slot.send(work(item));
                });
            }
            drop(queue);
        });
        writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn write<R>(slots: &Receiver<Receiver<R>>, sink: &mut impl Sink<R>) -> Result<(), Failure> {
    while let Some(slot) = next(slots, sink)? {
        // A worker that panicked leaves its slot empty; the pool carries the panic on.
        if let Some(result) = next(&slot, sink)? {
            sink.put(result)?;
        }
    }
    Ok(())
}

fn next<M, R>(channel: &Receiver<M>, sink: &mut impl Sink<R>) -> Result<Option<M>, Failure> {
    match channel.try_recv() {
        Ok(message) => Ok(Some(message)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            sink.idle()?;
            Ok(channel.recv().ok())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Collect(Vec<u64>, usize);

    impl Sink<u64> for Collect {
        fn put(&mut self, result: u64) -> Result<(), Failure> {
            self.0.push(result);
            if self.0.len() == self.1 { Err(Failure::new("full")) } else { Ok(()) }
        }
    }

    /// The later an item, the faster it is done.
    fn slow_first(i: u64) -> u64 {
        thread::sleep(std::time::Duration::from_micros(500 - 5 * i));
        i
    }

    #[test]
    fn order_is_kept() {
        for threads in [1, 2, 4] {
            let mut sink = Collect(Vec::new(), usize::MAX);
            run(&pool(threads).unwrap(), 0..100, slow_first, &mut sink).unwrap();
            assert_eq!(sink.0, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_full_sink_ends_an_endless_input() {
        let mut sink = Collect(Vec::new(), 50);
        let done = run(&pool(2).unwrap(), 0.., |i| i, &mut sink);
        assert!(matches!(done, Err(Failure::Message(m)) if m == "full"));
        assert_eq!(sink.0.len(), 50);
    }
}
