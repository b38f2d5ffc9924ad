//! A real bitext, several times over: a real translator's manner at a length that no text at
//! hand has.

use std::fs;
use std::path::Path;

use super::made::Made;
use super::noise;
use super::random::Random;

/// Reads a document with a unit a line, as the gold sets have them, and adds it. Its gold is
/// looked for beside the English, with the ending `gold`: `[1, 2]:[3]` a line.
///
/// # Errors
///
/// When a file cannot be read, or the gold names a line that is not there.
pub fn read(english: &Path, chinese: &Path, to: &mut Made) -> Result<(), String> {
    let (i, j) = (to.english.len(), to.chinese.len());
    for (path, side) in [(english, &mut to.english), (chinese, &mut to.chinese)] {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        side.extend(text.lines().map(str::to_owned));
    }
    let gold = english.with_extension("gold");
    for line in fs::read_to_string(&gold).unwrap_or_default().lines() {
        let ids = |side: &str, from: usize, units: usize| -> Option<Vec<usize>> {
            let ids = side.trim().strip_prefix('[')?.strip_suffix(']')?.split(',').map(str::trim);
            let ids = ids.filter(|id| !id.is_empty()).map(|id| Some(from + id.parse::<usize>().ok()?));
            ids.map(|id| id.filter(|&id| id < units)).collect()
        };
        let bead = line
            .split_once(':')
            .and_then(|(en, zh)| Some((ids(en, i, to.english.len())?, ids(zh, j, to.chinese.len())?)));
        let bead = bead.ok_or_else(|| format!("{}: no bead of these texts: {line}", gold.display()))?;
        if !bead.0.is_empty() && !bead.1.is_empty() {
            to.beads.push(bead);
        }
    }
    Ok(())
}

/// The bitext `times` times. Each time other units, one in forty, are left out and other words,
/// one in a third of the units, are exchanged, so that no two rounds are the same.
pub fn repeated(once: &Made, times: usize, seed: u64) -> Made {
    let mut random = Random(seed);
    let mut made = Made::default();
    for _ in 0..times {
        let english = round(&once.english, &mut made.english, &mut random);
        let chinese = round(&once.chinese, &mut made.chinese, &mut random);
        for (en, zh) in &once.beads {
            let kept = |ids: &[usize], now: &[Option<usize>]| ids.iter().filter_map(|&i| now[i]).collect();
            let bead: (Vec<usize>, Vec<usize>) = (kept(en, &english), kept(zh, &chinese));
            if !bead.0.is_empty() && !bead.1.is_empty() {
                made.beads.push(bead);
            }
        }
    }
    made
}

/// Adds one round of a side, and says which number each unit has now.
fn round(units: &[String], to: &mut Vec<String>, random: &mut Random) -> Vec<Option<usize>> {
    let mut numbers = Vec::with_capacity(units.len());
    for unit in units {
        if random.once_in(40) {
            numbers.push(None);
            continue;
        }
        numbers.push(Some(to.len()));
        let other = random.one(units);
        to.push(if random.once_in(3) { noise::reworded(unit, other, random) } else { unit.clone() });
    }
    numbers
}
