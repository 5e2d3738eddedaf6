//! What no compiler checks: who may import whom, and what must be absent. See ARCHITECTURE.md.

use std::{
    fs,
    path::{Path, PathBuf},
};

#[test]
fn only_persistence_and_migration_know_the_orm() {
    for file in sources() {
        if !under(&file, "crates/persistence") && !under(&file, "migration") {
            assert_absent(&file, &["sea_orm::", "sea_query::", "sqlx::"]);
        }
    }
}

#[test]
fn use_cases_know_neither_http_nor_the_wire() {
    for file in of("crates/api/src/usecase") {
        assert_absent(&file, &["actix_web", "gather_wire", "utoipa"]);
    }
}

#[test]
fn handlers_call_use_cases_and_never_the_store() {
    for file in of("crates/api/src/http") {
        assert_absent_but_for(&file, "gather_persistence", |file, line| {
            file.ends_with("http/problem.rs") && line == "use gather_persistence::StoreError;"
        });
    }
}

#[test]
fn the_domain_is_pure() {
    for file in of("crates/domain/src") {
        let impure =
            ["serde", "sea_orm", "actix", "tokio", "gather_", "std::fs", "std::net", "async "];
        assert_absent(&file, &impure);
    }
}

#[test]
fn the_wire_knows_nobody() {
    for file in of("crates/wire/src") {
        assert_absent(&file, &["gather_", "actix", "sea_orm", "tokio"]);
    }
}

#[test]
fn persistence_knows_neither_the_wire_nor_the_api() {
    for file in of("crates/persistence/src").into_iter().chain(of("migration/src")) {
        assert_absent(&file, &["gather_wire", "gather_api", "actix"]);
    }
}

#[test]
fn the_browser_app_knows_the_wire_alone() {
    for file in of("frontend/src") {
        assert_absent(&file, &["gather_domain", "gather_persistence", "gather_api"]);
        if !under(&file, "frontend/src/api") {
            assert_absent(&file, &["gloo_net"]);
        }
    }
}

#[test]
fn the_manifests_keep_the_floors() {
    for (manifest, foreign) in [
        ("crates/domain", &["serde", "sea-orm", "actix", "tokio", "gather-"][..]),
        ("crates/wire", &["gather-", "sea-orm", "actix", "tokio"]),
        ("crates/persistence", &["gather-api", "gather-wire", "actix"]),
        ("frontend", &["gather-api", "gather-domain", "gather-persistence", "gather-migration"]),
    ] {
        let file = root().join(manifest).join("Cargo.toml");
        let text = fs::read_to_string(&file).unwrap();
        let dependencies =
            text.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
        for name in dependencies.lines().filter(|line| !line.starts_with('#')) {
            assert!(!foreign.iter().any(|it| name.starts_with(it)), "{manifest}: {name}");
        }
    }
}

#[test]
fn every_failure_has_its_row_in_the_table() {
    // The one `match` that may end in `_` is that on a status, which is no enum of ours.
    let table = ["problem.rs", "problem/plan.rs"];
    let read = |it| fs::read_to_string(root().join("crates/api/src/http").join(it)).unwrap();
    let text = table.map(read).concat();
    let mut matched = "";
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("match ") || line.contains("= match ") {
            matched = line.split("match ").nth(1).unwrap_or_default();
        }
        let catches_all = line.trim_start().starts_with("_ =>");
        let innocent =
            ["self.status_code() {", "serde_json::to_value(code) {", "fields.as_slice() {"];
        assert!(!catches_all || innocent.contains(&matched), "{table:?}:{}: {line}", at + 1);
    }
}

#[test]
fn translations_name_every_case() {
    for file in of("crates/api/src/http/translate") {
        assert_absent(&file, &["_ =>"]);
    }
}

#[test]
fn files_stay_readable_in_one_sitting() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter_map(|file| {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            (lines > 400).then(|| format!("{}: {lines} lines", name(&file)))
        })
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn lints_are_expected_with_a_reason_never_allowed() {
    for file in sources() {
        assert_absent(&file, &[concat!("#[", "allow("), concat!("#![", "allow(")]);
    }
}

#[test]
fn nothing_is_left_for_later() {
    for file in sources() {
        assert_absent(&file, &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("#[", "ignore")]);
    }
}

#[test]
fn the_time_comes_from_the_clock() {
    for file in sources() {
        assert_absent_but_for(&file, concat!("Utc::", "now()"), |file, _| {
            file.ends_with("crates/domain/src/clock.rs")
        });
    }
}

#[test]
fn tests_do_not_wait_for_luck() {
    for file in of("crates/api/tests").into_iter().chain(of("crates/persistence/tests")) {
        assert_absent(
            &file,
            &[concat!("sle", "ep("), concat!("#[", "ignore"), concat!("mock", "all")],
        );
    }
}

#[track_caller]
fn assert_absent(file: &Path, needles: &[&str]) {
    for needle in needles {
        assert_absent_but_for(file, needle, |_, _| false);
    }
}

/// Comments may speak of what code may not touch.
#[track_caller]
fn assert_absent_but_for(file: &Path, needle: &str, excused: fn(&Path, &str) -> bool) {
    let text = fs::read_to_string(file).unwrap();
    let marks = needle.chars().all(char::is_uppercase);
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        let speaks = line.starts_with("//") && !marks;
        let there = line.contains(needle) && !speaks && !excused(file, line);
        assert!(!there, "{}:{} mentions `{needle}`: {line}", name(file), at + 1);
    }
}

fn name(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

fn under(file: &Path, folder: &str) -> bool {
    file.starts_with(root().join(folder))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The sources of a folder. There are some.
fn of(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|_| panic!("{}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push(path);
            }
        }
    }
    assert!(!files.is_empty(), "{folder} has no sources");
    files
}

/// The sources of the product, without its tests.
fn sources() -> Vec<PathBuf> {
    let mut files = of("frontend/src");
    files.extend(of("migration/src"));
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let folder = format!("crates/{}/src", entry.unwrap().file_name().display());
        files.extend(of(&folder));
    }
    files
}
