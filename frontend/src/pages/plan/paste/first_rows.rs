//! The first rows of a list, to be looked at while its columns are named. The server reads the list
//! itself, and judges it.

use crate::api::Rows;

/// The first `most` rows that say anything, cell by cell.
pub fn first_rows(text: &str, most: usize) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text);
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().chain(['\n']).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            _ if quoted => cell.push(letter),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell).trim().to_owned());
                let whole: Vec<String> = std::mem::take(&mut row);
                if whole.iter().any(|cell| !cell.is_empty()) {
                    rows.push(whole);
                }
                if rows.len() == most {
                    break;
                }
            }
            _ if letter == separator => row.push(std::mem::take(&mut cell).trim().to_owned()),
            _ => cell.push(letter),
        }
    }
    rows
}

/// What the first line has most of.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    [';', '\t']
        .into_iter()
        .fold(',', |most, other| if count(other) > count(most) { other } else { most })
}

/// What the columns of a list without titles may be: the first is the name.
pub fn guess(rows: Rows, sample: &[Vec<String>], teams: &[String], days: &[String]) -> Vec<String> {
    let width = sample.iter().map(Vec::len).max().unwrap_or(1);
    let mut guessed: Vec<String> = Vec::new();
    for column in 0..width {
        let cells: Vec<&str> = sample
            .iter()
            .filter_map(|row| row.get(column))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        let field = if column == 0 { "name" } else { field_of(rows, &cells, teams, days) };
        let is_new = guessed.iter().all(|other| other != field);
        guessed.push(if is_new { field.to_owned() } else { "-".to_owned() });
    }
    guessed
}

fn field_of(rows: Rows, cells: &[&str], teams: &[String], days: &[String]) -> &'static str {
    let all =
        |fits: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| fits(cell));
    let is_among = |names: &[String], cell: &str| {
        names.iter().any(|name| name.to_lowercase() == cell.to_lowercase())
    };
    let is_number = |cell: &str| {
        cell.chars().filter(char::is_ascii_digit).count() >= 5
            && cell.chars().all(|one| one.is_ascii_digit() || "+-()/ .".contains(one))
    };
    let is_role =
        |cell: &str| ["coordinator", "participant"].contains(&cell.to_lowercase().as_str());
    if cells.iter().any(|cell| is_among(teams, cell)) {
        return "team";
    }
    match rows {
        Rows::People if all(&|cell| cell.contains('@')) => "email",
        Rows::People if all(&is_number) => "phone",
        Rows::People if all(&is_role) => "role",
        Rows::Items if cells.iter().any(|cell| is_among(days, cell)) => "day",
        Rows::People | Rows::Items => "-",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart_by_what_the_first_line_has_most_of() {
        let text = "\u{feff}Rosie;Puddings\r\n\r\n\"Ham; \"\"Black\"\" Forest\";x\n";
        assert_eq!(
            first_rows(text, 3),
            [vec!["Rosie", "Puddings"], vec!["Ham; \"Black\" Forest", "x"]]
        );
        assert_eq!(first_rows("a,b\nc,d\ne,f", 2).len(), 2);
        assert_eq!(
            first_rows("Rosie\tPuddings, Drinks\tx", 1),
            [vec!["Rosie", "Puddings, Drinks", "x"]]
        );
    }

    #[test]
    fn columns_without_titles_are_guessed_by_what_is_in_them() {
        let teams = ["Puddings".to_owned(), "Drinks".to_owned()];
        let text = "Rosie,rosie@example.org,puddings,+64 21 555 0199\nKeith,,Drinks,";
        let sample = first_rows(text, 3);
        assert_eq!(guess(Rows::People, &sample, &teams, &[]), ["name", "email", "team", "phone"]);
        let days = ["Eve".to_owned()];
        let sample = first_rows("Trifle,Eve,Eve,lots", 3);
        assert_eq!(guess(Rows::Items, &sample, &teams, &days), ["name", "day", "-", "-"]);
    }
}
