use gather_domain::import::{Column, Duplicates, Fault, Like, Row, Verdict};
use gather_wire as wire;

use crate::{http::table::Table, usecase::imports::Judged};

/// What became of the rows of a table, or would.
pub(crate) fn import<C: Column, T>(
    table: &Table<C>,
    judged: &[Judged<T>],
    duplicates: Duplicates,
) -> wire::Import {
    let (mut added, mut skipped, mut wrong) = (0, 0, 0);
    for it in judged {
        match (&it.verdict, it.verdict.to_add(duplicates)) {
            (Verdict::Wrong(_), _) => wrong += 1,
            (_, Some(_)) => added += 1,
            (_, None) => skipped += 1,
        }
    }
    let rows = table.rows.iter().zip(judged).map(|(row, it)| import_row(row, it));
    wire::Import { columns: table.columns.clone(), rows: rows.collect(), added, skipped, wrong }
}

fn import_row<C: Column, T>(row: &Row<C>, judged: &Judged<T>) -> wire::ImportRow {
    let cells = row.cells.iter();
    let cells = cells.map(|(column, text)| (column.name().to_owned(), text.clone())).collect();
    let (verdict, duplicate_of, problems) = match &judged.verdict {
        Verdict::New(_) => (wire::RowVerdict::New, None, Vec::new()),
        Verdict::InPlan { like: Like { id, name }, .. } => {
            let of = wire::DuplicateOf { name: name.to_string(), id: Some(*id), line: None };
            (wire::RowVerdict::Duplicate, Some(of), Vec::new())
        }
        Verdict::InFile { line, name, .. } => {
            let of = wire::DuplicateOf { name: name.to_string(), id: None, line: Some(*line) };
            (wire::RowVerdict::DuplicateInFile, Some(of), Vec::new())
        }
        Verdict::Wrong(faults) => {
            (wire::RowVerdict::Wrong, None, faults.iter().map(problem).collect())
        }
    };
    wire::ImportRow { line: row.line, cells, verdict, duplicate_of, problems, id: judged.id }
}

fn problem(fault: &Fault) -> wire::FieldProblem {
    wire::FieldProblem {
        path: format!("/{}", fault.field),
        code: fault.error.code().to_owned(),
        message: fault.error.to_string(),
    }
}

/// What a client wants to become of duplicates.
pub(crate) fn duplicates(duplicates: Option<wire::Duplicates>) -> Duplicates {
    match duplicates {
        None | Some(wire::Duplicates::Skip) => Duplicates::Skip,
        Some(wire::Duplicates::Add) => Duplicates::Add,
    }
}
