//! What a first visit downloads, through each door, and whether it is little enough.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compression;
use crate::failure::{Context, Failure, Outcome};
use crate::shell;
use crate::web::DOORS;
use crate::workspace::Workspace;

/// The most that a first visit may load, compressed.
const BUDGET: u64 = 350_000;

/// Prints what a first visit loads, whatever it opens, and refuses more than the budget.
pub fn check(workspace: &Workspace) -> Outcome {
    let dist = workspace.dist();
    let mut heavy = Vec::new();
    for door in DOORS {
        let mut total = 0;
        for path in first_visit(&dist, &shell::page_of(door))? {
            let size = travelling_size(&path)?;
            total += size;
            let name = path.strip_prefix(&dist).unwrap_or(&path).display();
            println!("  {:>9}  {name}", kilobytes(size));
        }
        let (all, allowed) = (kilobytes(total), kilobytes(BUDGET));
        println!("  {all:>9}  in all for “{door}”, of {allowed} allowed\n");
        if total > BUDGET {
            heavy.push(format!("{all} for “{door}”"));
        }
    }
    if heavy.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "a first visit loads {}, more than the {} allowed",
        heavy.join(" and "),
        kilobytes(BUDGET)
    )))
}

/// A page, and whatever it, or a script or style sheet among them, names.
fn first_visit(dist: &Path, page: &str) -> Outcome<Vec<PathBuf>> {
    let mut others = compression::files_under(dist)?;
    others.retain(|path| !is_compressed_form(path) && !has_extension(path, &["html"]));
    let mut found = vec![dist.join(page)];
    let mut read = 0;
    while let Some(path) = found.get(read) {
        read += 1;
        if !names_others(path) {
            continue;
        }
        let text = fs::read_to_string(path).context(format_args!("read {}", path.display()))?;
        let named;
        (named, others) = others.into_iter().partition(|other| {
            other.file_name().and_then(|name| name.to_str()).is_some_and(|name| text.contains(name))
        });
        found.extend(named);
    }
    Ok(found)
}

fn names_others(path: &Path) -> bool {
    has_extension(path, &["html", "js", "css"])
}

fn is_compressed_form(path: &Path) -> bool {
    has_extension(path, &["br", "gz"])
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|own| own.to_str()).is_some_and(|own| extensions.contains(&own))
}

/// The size of the brotli form, or of the file where it has none.
fn travelling_size(path: &Path) -> Outcome<u64> {
    let compressed = compression::beside(path, "br");
    let sent = if compressed.is_file() { compressed } else { path.to_owned() };
    let metadata = fs::metadata(&sent).context(format_args!("read {}", sent.display()))?;
    Ok(metadata.len())
}

/// Thousands of bytes, as download sizes are told.
fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_visit_is_the_page_and_what_is_named_from_it() {
        let dist = std::env::temp_dir().join(format!("gather-size-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        for (name, content) in [
            ("plan.html", "<script src=\"/init-1.js\"></script>"),
            ("home.html", "<script src=\"/init-2.js\"></script>"),
            ("init-2.js", "import '/home-1.js'"),
            ("init-1.js", "import '/app-1.js'; '/app-1_bg.wasm'"),
            ("app-1.js", "wasm"),
            ("app-1.js.br", "w"),
            ("app-1_bg.wasm", "0"),
            ("print-sheet.svg", "<svg/>"),
        ] {
            fs::write(dist.join(name), content).unwrap();
        }

        let mut names: Vec<_> = first_visit(&dist, "plan.html")
            .unwrap()
            .into_iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        let size = travelling_size(&dist.join("app-1.js")).unwrap();
        fs::remove_dir_all(&dist).unwrap();

        assert_eq!(names, ["app-1.js", "app-1_bg.wasm", "init-1.js", "plan.html"]);
        assert_eq!(size, 1);
    }
}
