//! A file of rows, as spreadsheets write it and as people paste it.
//!
//! Commas, semicolons or tabs between the cells, quotes around what has one of them or a line break
//! in it, any line ends, a mark of UTF-8 in front or Excel's `sep=;`: whatever the first row has is
//! what the file has.

use actix_web::{
    FromRequest, HttpMessage as _, HttpRequest, dev::Payload, rt::time::timeout, web::Bytes,
};
use csv::{ReaderBuilder, StringRecord};
use futures_util::future::LocalBoxFuture;
use gather_domain::import::{Column, MAX_ROWS, Row};
use gather_wire::{ImportColumn, ProblemCode};

use super::{
    extract::{Fields, MAX_WAIT, collect},
    problem::{ApiError, ApiResult},
};

/// No file is larger than this, in bytes.
const MAX_FILE: usize = 2 * 1024 * 1024;

/// No file has more columns: what we know of is a tenth of that.
const MAX_COLUMNS: usize = 100;

/// The separator of a file whose lines are one cell each: nobody types it.
const NO_SEPARATOR: u8 = 0x1f;

/// A body of rows, read once the caller is known.
pub(crate) struct Csv(Result<Bytes, ApiError>);

impl Csv {
    /// The text, or why it is none.
    pub(crate) fn read(self) -> ApiResult<String> {
        let bytes = self.0?;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_bytes| {
            ApiError::new(
                ProblemCode::MalformedBody,
                "The file is not UTF-8, but in an older encoding such as Windows-1252: names would \
                 be misspelt. Save it again as “CSV UTF-8”, which spreadsheets offer.",
            )
        })?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

impl FromRequest for Csv {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_csv = request.content_type().eq_ignore_ascii_case("text/csv");
        let payload = payload.take();
        Box::pin(async move {
            if !is_csv {
                let detail = "Send the rows as text/csv.";
                return Ok(Self(Err(ApiError::new(ProblemCode::UnsupportedMediaType, detail))));
            }
            let bytes = timeout(MAX_WAIT, collect(payload, MAX_FILE)).await;
            Ok(Self(bytes.unwrap_or_else(|_elapsed| {
                let detail = "The body did not arrive in time.";
                Err(ApiError::new(ProblemCode::RequestTimeout, detail))
            })))
        })
    }
}

/// The rows of a file, and what its columns are.
#[derive(Debug)]
pub(crate) struct Table<C> {
    /// Its columns, in order.
    pub(crate) columns: Vec<ImportColumn>,
    /// Its rows, without those that say nothing.
    pub(crate) rows: Vec<Row<C>>,
}

/// The table of a text. `columns` says what the columns are; else its first row does, which has
/// titles unless `header` says otherwise.
pub(crate) fn read<C: Column>(
    text: &str,
    columns: Option<&str>,
    header: Option<bool>,
) -> ApiResult<Table<C>> {
    let mut fields = Fields::default();
    let given = columns.and_then(|names| named::<C>(&mut fields, names));
    if columns.is_none() && header == Some(false) {
        let message = "can be false only together with columns, which say what the cells are";
        fields.refuse("/header", "contradiction", message);
    }
    fields.finish()?;

    let one_cell_a_line = given.as_ref().is_some_and(|it| it.len() == 1);
    let Records { kept, more } = records(text, one_cell_a_line)?;
    let mut records = kept.into_iter();
    let titles = if header == Some(false) { None } else { records.next() };
    let titles: Vec<_> = titles.iter().flat_map(|(_, record)| record.iter()).collect();
    if titles.len() > MAX_COLUMNS {
        let message =
            format!("have {} columns: one import takes up to {MAX_COLUMNS}", titles.len());
        fields = Fields::default();
        fields.refuse("/rows", "too_many_columns", message);
        return Err(fields.into_refusal());
    }
    let meant = match given {
        Some(given) => given,
        None => recognised(&titles)?,
    };
    let width = meant.len().max(titles.len());
    let rows: Vec<_> = records.map(|(line, record)| row(line, &record, &meant, width)).collect();
    if rows.is_empty() {
        fields = Fields::default();
        fields.refuse("/rows", "empty", "are missing: the file has nothing below its titles");
        return Err(fields.into_refusal());
    }
    if rows.len() + more > MAX_ROWS {
        fields = Fields::default();
        let message = format!("are {}: one import takes up to {MAX_ROWS}", rows.len() + more);
        fields.refuse("/rows", "too_many_rows", message);
        return Err(fields.into_refusal());
    }
    let columns = (0..width).map(|at| ImportColumn {
        title: titles.get(at).map(|title| (*title).trim().to_owned()),
        field: meant.get(at).copied().flatten().map(|column| column.name().to_owned()),
    });
    Ok(Table { columns: columns.collect(), rows })
}

/// The columns that a client names.
fn named<C: Column>(fields: &mut Fields, names: &str) -> Option<Vec<Option<C>>> {
    let known = || C::ALL.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ");
    let mut columns: Vec<Option<C>> = Vec::new();
    for name in names.split(',').map(str::trim) {
        let column = C::of_name(name);
        if column.is_none() && !matches!(name, "" | "-") {
            let message = format!("has “{name}”, which is none of {}", known());
            fields.refuse("/columns", "unknown_column", message);
            return None;
        }
        if column.is_some() && columns.contains(&column) {
            fields.refuse("/columns", "duplicate_column", format!("has “{name}” twice"));
            return None;
        }
        columns.push(column);
    }
    if columns.contains(&C::of_name("name")) {
        return Some(columns);
    }
    fields.refuse("/columns", "no_name_column", "must have “name”");
    None
}

/// The columns that the titles speak of; of two that say the same, the first.
fn recognised<C: Column>(titles: &[&str]) -> ApiResult<Vec<Option<C>>> {
    let mut columns: Vec<Option<C>> = Vec::new();
    for title in titles {
        let column = C::of_title(title).filter(|it| !columns.contains(&Some(*it)));
        columns.push(column);
    }
    if columns.contains(&C::of_name("name")) {
        return Ok(columns);
    }
    let titles = titles.iter().map(|title| title.trim().to_owned()).collect();
    Err(ApiError::no_name_column(titles))
}

fn row<C: Column>(line: u64, record: &StringRecord, meant: &[Option<C>], width: usize) -> Row<C> {
    let cells = record.iter().zip(meant);
    let cells = cells.filter_map(|(text, column)| Some(((*column)?, text.trim().to_owned())));
    let surplus = record.iter().skip(width).any(|text| !text.trim().is_empty());
    Row { line, cells: cells.collect(), surplus }
}

/// The records of a file that say anything.
struct Records {
    /// Each with the line in which it begins; titles, and no more rows than may be.
    kept: Vec<(u64, StringRecord)>,
    /// How many came after these.
    more: usize,
}

fn records(text: &str, one_cell_a_line: bool) -> ApiResult<Records> {
    let (separator, text, mut line) = match separator_named(text) {
        Some((separator, rest)) => (separator, rest, 2),
        None if one_cell_a_line => (NO_SEPARATOR, text, 1),
        None => (separator_used(text), text, 1),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut kept, mut more) = (Vec::new(), 0);
    let mut counted = 0;
    for record in reader.records() {
        let record = record.map_err(|_error| {
            ApiError::new(ProblemCode::MalformedBody, "The rows of the file cannot be told apart.")
        })?;
        // Where it begins, without the empty lines before it.
        let begins = record.position().map_or(counted, |at| {
            let at = usize::try_from(at.byte()).unwrap_or(usize::MAX).min(text.len());
            let rest = &text.as_bytes()[at..];
            at + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
        });
        let between = &text.as_bytes()[counted.min(begins)..begins];
        line += between.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        counted = begins;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if kept.len() <= MAX_ROWS {
            kept.push((line, record));
        } else {
            more += 1;
        }
    }
    Ok(Records { kept, more })
}

/// The separator that the first line names, as Excel has it, and what comes below.
fn separator_named(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    match first.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes() {
        [separator @ (b',' | b';' | b'\t' | b'|')] => Some((*separator, rest)),
        _ => None,
    }
}

/// The separator that the first line has most of, outside of quotes.
fn separator_used(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut in_quotes = false;
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\r' | b'\n' if !in_quotes => break,
            _ if in_quotes => {}
            _ => counts.iter_mut().filter(|(it, _)| *it == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // Of as many, the first: `max_by_key` would take the last.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use gather_domain::import::people::PersonColumn as C;

    use super::*;

    /// Line and cells of each row.
    fn rows(text: &str, columns: Option<&str>, header: Option<bool>) -> Vec<(u64, Vec<String>)> {
        let table: Table<C> = read(text, columns, header).unwrap();
        let rows = table.rows.into_iter();
        let rows = rows.map(|row| {
            let cells = C::ALL.iter().map(|it| row.get(*it).to_owned());
            (row.line, cells.filter(|it| !it.is_empty()).collect())
        });
        rows.collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u64, &[&str])]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(ToString::to_string).collect::<Vec<_>>()))
            .collect();
        assert_eq!(rows(text, None, None), expected, "{text:?}");
    }

    #[test]
    fn whatever_spreadsheets_put_between_the_cells() {
        for between in [",", ";", "\t"] {
            for end in ["\n", "\r\n"] {
                let lines = ["Name,Team", "Anna,Kitchen", "\"a,b\",Garden"];
                let text = lines.join(end).replace(',', between);
                let quoted = format!("a{between}b");
                check(&text, &[(2, &["Anna", "Kitchen"]), (3, &[&quoted, "Garden"])]);
            }
        }
        check("sep=;\r\nName;Team\r\nAnna, B;Kitchen", &[(3, &["Anna, B", "Kitchen"])]);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "\n\nName,Team\n\nAnna,\"Kit\nchen\"\n,\n\n\"Ben\",Garden\n\n";
        check(text, &[(5, &["Anna", "Kit\nchen"]), (9, &["Ben", "Garden"])]);
    }

    #[test]
    fn columns_may_be_named_and_passed_over() {
        let text = "x,y,z\nGarden,1,Anna";
        assert_eq!(
            rows(text, Some("team,-,name"), None),
            [(2, vec!["Anna".to_owned(), "Garden".to_owned()])]
        );
        assert_eq!(rows(text, Some("team,-,name"), Some(false)).len(), 2);
        let lines = rows("Anna, the elder\nBen", Some("name"), Some(false));
        assert_eq!(lines[0], (1, vec!["Anna, the elder".to_owned()]));
    }

    #[test]
    fn a_file_that_is_too_wide_or_too_long_is_refused_however_large() {
        let wide = format!("name,team{}\nAnna,Kitchen", ",v".repeat(500_000));
        let long = format!("name\n{}", "a\n".repeat(500_000));
        for (text, why) in [
            (wide, "have 500002 columns: one import takes up to 100"),
            (long, "are 500000: one import takes up to 1000"),
        ] {
            let begun = std::time::Instant::now();
            let refused = read::<C>(&text, None, None).unwrap_err();
            assert!(format!("{refused:?}").contains(why), "{refused:?}");
            // A loop over columns in a loop over columns takes minutes for this.
            assert!(begun.elapsed().as_secs() < 20);
        }
    }
}
