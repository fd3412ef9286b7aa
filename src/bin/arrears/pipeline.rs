//! The same rows on several threads, in the same order.
//!
//! One thread cuts the input, each worker takes every n-th batch, and one thread writes what they give, taking from
//! the workers in the same turn. Every channel is short, so that memory does not grow with the input.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use anyhow::{Context, Result, anyhow};
use arrears::error::Failure;
use arrears::portfolio::{Batch, Ignored, Intake, Tally, Terms, Worker};

/// How many bytes are read at once: so few that they and their results stay near the processor.
const CHUNK_BYTES: usize = 1 << 16;

/// Batches that wait for a worker, and results that wait to be written.
const WAITING_MAX: usize = 8;

/// What is said where results have nowhere to go.
const UNWRITTEN: &str = "cannot write the results";

/// What a run has counted.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) tally: Tally,
    pub(crate) ignored: Vec<Ignored>,
}

/// Why a run ended before its input.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// Its input cannot be read at all.
    Input(Failure),
    /// Something outside of it.
    Outside(anyhow::Error),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Input(failure)
    }
}

impl From<anyhow::Error> for Stopped {
    fn from(error: anyhow::Error) -> Self {
        Self::Outside(error)
    }
}

/// Works on an input and writes the results; `seen` is told of the bytes that were read.
pub(crate) fn run(
    terms: &Terms,
    threads: usize,
    from: &mut dyn Read,
    to: &mut (dyn Write + Send),
    seen: &dyn Fn(u64),
) -> Result<Counted, Stopped> {
    let mut intake = Intake::new(terms.settings.clone());
    if threads <= 1 {
        let mut worker = Worker::new(terms.clone());
        let mut out = Vec::new();
        read(from, &mut intake, seen, &mut |batch| {
            out.clear();
            worker.work(&batch, &mut out);
            to.write_all(&out).context(UNWRITTEN)
        })?;
        to.flush().context(UNWRITTEN)?;
        return Ok(Counted { tally: worker.into_tally().1, ignored: intake.ignored() });
    }
    let tally = thread::scope(|scope| -> Result<Tally, Stopped> {
        let mut lanes = Vec::with_capacity(threads);
        let mut results = Vec::with_capacity(threads);
        let mut workers = Vec::with_capacity(threads);
        for _ in 0..threads {
            let (lane, batches) = sync_channel(WAITING_MAX);
            let (done, result) = sync_channel(WAITING_MAX);
            let (spare, spares) = channel();
            workers.push(scope.spawn(move || work(terms, &batches, &done, &spares)));
            lanes.push(lane);
            results.push((result, spare));
        }
        let writer = scope.spawn(move || write(&results, to));
        let mut turns = (0..threads).cycle();
        let sent = read(from, &mut intake, seen, &mut |batch| {
            let lane = turns.next().and_then(|turn| lanes.get(turn));
            // A lane is closed only where the writer has failed; its own error is told then.
            lane.and_then(|lane| lane.send(batch).ok()).ok_or_else(|| anyhow!(UNWRITTEN))
        });
        drop(lanes);
        let mut tally = Tally::default();
        for worker in workers {
            tally.merge(worker.join().map_err(|_| anyhow!("a worker has failed"))?);
        }
        writer.join().map_err(|_| anyhow!("the writer has failed"))??;
        sent?;
        Ok(tally)
    })?;
    Ok(Counted { tally, ignored: intake.ignored() })
}

/// Reads the whole input and hands its batches on.
fn read(
    from: &mut dyn Read,
    intake: &mut Intake,
    seen: &dyn Fn(u64),
    take: &mut dyn FnMut(Batch) -> Result<()>,
) -> Result<(), Stopped> {
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let count = fill(from, &mut chunk).context("cannot read the cases")?;
        let batches = intake.push(chunk.get(..count).unwrap_or_default())?;
        batches.into_iter().try_for_each(&mut *take)?;
        seen(u64::try_from(count).unwrap_or(u64::MAX));
        if count < chunk.len() {
            break;
        }
    }
    intake.finish()?.into_iter().try_for_each(take)?;
    Ok(())
}

/// Reads until the chunk is full or the input has ended, so that batches do not depend on how a pipe gives its bytes.
fn fill(from: &mut dyn Read, chunk: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = chunk.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn work(terms: &Terms, batches: &Receiver<Batch>, done: &SyncSender<Vec<u8>>, spares: &Receiver<Vec<u8>>) -> Tally {
    let mut worker = Worker::new(terms.clone());
    for batch in batches {
        // What has been written comes back to be filled again.
        let mut out = spares.try_recv().unwrap_or_else(|_| Vec::with_capacity(batch.len() * 2));
        worker.work(&batch, &mut out);
        if done.send(out).is_err() {
            break;
        }
    }
    worker.into_tally().1
}

/// Where the results of one worker come from, and where their buffers go back to.
type Line = (Receiver<Vec<u8>>, Sender<Vec<u8>>);

fn write(results: &[Line], to: &mut (dyn Write + Send)) -> Result<()> {
    for (result, spare) in results.iter().cycle() {
        let Ok(mut bytes) = result.recv() else { break };
        to.write_all(&bytes).context(UNWRITTEN)?;
        bytes.clear();
        // Its worker may have ended.
        let _ = spare.send(bytes);
    }
    to.flush().context(UNWRITTEN)
}
