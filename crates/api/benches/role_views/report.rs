//! The run: what is measured, in which order, and how it is told.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use crate::bare;
use crate::demo::{self, Links, Server};
use crate::load::Load;
use crate::usage;

/// How many requests warm a server up, and how many a round measures.
const WARM_UP: usize = 1_000;
const PER_ROUND: usize = 2_000;

/// How often view and yardstick take turns. Odd, so that there is a middle.
const ROUNDS: usize = 7;

/// What must hold, and what would be good.
const RATIO: Limit = Limit { unit: "×", most: 15.0, goal: 7.0 };
const READY: Limit = Limit { unit: " ms", most: 200.0, goal: 60.0 };
const IDLE: Limit = Limit { unit: " MiB", most: 30.0, goal: 16.0 };
const LOADED: Limit = Limit { unit: " MiB", most: 100.0, goal: 64.0 };

/// Measures everything, prints it, and fails when something exceeds its limit.
pub fn run() -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("make a folder")?;
    let data = folder.path().join("data");
    fs::create_dir(&data).context("make a folder")?;
    let mut verdicts = Vec::new();

    let (server, links) = demo::start(&data)?;
    println!("Processor time per request, and as a multiple of a bare handler's:");
    for (name, path, secret) in views(&links) {
        let cost = role_view(&server, path, secret, folder.path())?;
        println!(
            "  {name:<12} {:>7.1} µs  bare {:>5.1} µs  {} bytes",
            cost.view, cost.bare, cost.bytes
        );
        verdicts.push(RATIO.judge(name, cost.ratio));
    }
    verdicts.push(LOADED.judge("memory under load", mebibytes(usage::peak(server.pid())?)));
    drop(server);

    let mut starts = Vec::new();
    for _ in 0..ROUNDS {
        let (server, took) = demo::serve(&data)?;
        starts.push((took.as_secs_f64() * 1000.0, mebibytes(usage::resident(server.pid())?)));
    }
    verdicts.push(READY.judge("start to ready", median(starts.iter().map(|start| start.0))));
    verdicts.push(IDLE.judge("memory idle", median(starts.iter().map(|start| start.1))));

    if verdicts.contains(&false) {
        bail!("something exceeds its limit");
    }
    Ok(())
}

fn views(links: &Links) -> [(&'static str, &'static str, &str); 3] {
    [
        ("participant", "/api/p", &links.participant),
        ("coordinator", "/api/c", &links.coordinator),
        ("host", "/api/h", &links.host),
    ]
}

struct Cost {
    view: f64,
    bare: f64,
    ratio: f64,
    bytes: usize,
}

/// What a view costs, and what its bytes cost a bare handler, in turns.
fn role_view(server: &Server, path: &str, secret: &str, folder: &Path) -> anyhow::Result<Cost> {
    let mut view = Load::connect(server.address, path, secret)?;
    let body = view.body()?;
    let file = folder.join("body.json");
    fs::write(&file, &body).context("keep an answer")?;
    let yardstick = bare::start(&file)?;
    let mut bare = Load::connect(yardstick.address, path, secret)?;

    view.send(WARM_UP)?;
    bare.send(WARM_UP)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push((round(server, &mut view)?, round(&yardstick, &mut bare)?));
    }
    Ok(Cost {
        view: median(rounds.iter().map(|round| round.0)),
        bare: median(rounds.iter().map(|round| round.1)),
        ratio: median(rounds.iter().map(|round| round.0 / round.1)),
        bytes: body.len(),
    })
}

/// The microseconds of processor time that a server spends on one request.
fn round(server: &Server, load: &mut Load) -> anyhow::Result<f64> {
    let before = usage::processor_time(server.pid())?;
    let requests = u32::try_from(load.send(PER_ROUND)?).context("too many requests")?;
    let spent = usage::processor_time(server.pid())?.saturating_sub(before);
    Ok(spent.as_secs_f64() * 1_000_000.0 / f64::from(requests))
}

struct Limit {
    unit: &'static str,
    most: f64,
    goal: f64,
}

impl Limit {
    /// Prints a figure beside its limit; `false` when it exceeds it.
    fn judge(&self, what: &str, figure: f64) -> bool {
        let Self { unit, most, goal } = self;
        let verdict = if figure > *most {
            "TOO MUCH"
        } else if figure > *goal {
            "within the limit"
        } else {
            "good"
        };
        println!(
            "{what:<18} {figure:>6.1}{unit:<5} (limit {most}{unit}, goal {goal}{unit}): {verdict}"
        );
        figure <= *most
    }
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

fn mebibytes(kibibytes: u64) -> f64 {
    // Exact up to far more memory than there is.
    u32::try_from(kibibytes).map_or(f64::INFINITY, f64::from) / 1024.0
}
