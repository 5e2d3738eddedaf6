//! The pages that start the browser app, one for each door, without any script inside them.
//!
//! Trunk writes the few lines that start WebAssembly into the page. Our content security policy
//! allows no inline script, so they move into a file of their own, named by what is in it.

use std::fs;
use std::path::Path;

use crate::failure::{Context, Failure, Outcome};
use crate::fingerprint::Fingerprint;

/// What the page must not contain, because the browser would refuse it, and what to do instead.
const REFUSED: [(&str, &str); 3] = [
    ("<style", "an inline style sheet"),
    (" style=\"", "an inline style attribute"),
    (" onclick=\"", "an inline event handler"),
];

/// The name of a door's page.
pub fn page_of(door: &str) -> String {
    format!("{door}.html")
}

/// `index.html` with another program in it.
pub fn for_door(html: &str, door: &str) -> Outcome<String> {
    const OPENING: &str = " data-bin=\"";
    let split = html.split_once(OPENING).and_then(|(before, rest)| {
        let (_, after) = rest.split_once('"')?;
        Some(format!("{before}{OPENING}{door}\"{after}"))
    });
    split.ok_or_else(|| Failure::new("frontend/index.html does not say which program it starts"))
}

/// Rewrites a page that Trunk has just written.
pub fn externalise_script(page: &Path) -> Outcome {
    let html = fs::read_to_string(page).context(format_args!("read {}", page.display()))?;
    let Rewritten { html, name, script } = rewrite(&html)?;
    fs::write(page.with_file_name(&name), script).context(format_args!("write {name}"))?;
    fs::write(page, html).context(format_args!("write {}", page.display()))
}

struct Rewritten {
    html: String,
    name: String,
    script: String,
}

fn rewrite(html: &str) -> Outcome<Rewritten> {
    let lower = html.to_ascii_lowercase();
    if let Some((_, what)) = REFUSED.iter().find(|(text, _)| lower.contains(text)) {
        return Err(Failure::new(format!(
            "frontend/index.html contains {what}, which the content security policy refuses"
        )));
    }
    let mut inline = inline_scripts(html);
    let (Some(found), None) = (inline.pop(), inline.pop()) else {
        return Err(Failure::new(
            "index.html should hold exactly one inline script, the one that Trunk writes to start \
             the app",
        ));
    };
    let script = format!("{}\n", found.content.trim());
    let name = format!("init-{}.js", Fingerprint::new().with(script.as_bytes()).digits());
    // Beside the script that it imports, wherever Trunk's public URL points.
    let base = public_base(&script)?;
    let tag = format!("<script type=\"module\" src=\"{base}{name}\"></script>");
    let html = format!("{}{tag}{}", &html[..found.start], &html[found.end..]);
    Ok(Rewritten { html: without_integrity(&html), name, script })
}

/// Drops the checksums that Trunk adds, and the attribute that asks it for none.
///
/// Page and assets come out of the same binary, so they guard against nobody, and browsers warn
/// about the one on the preloaded WebAssembly.
fn without_integrity(html: &str) -> String {
    without_attribute(&without_attribute(html, "data-integrity"), "integrity")
}

fn without_attribute(html: &str, name: &str) -> String {
    let opening = format!(" {name}=\"");
    let mut parts = html.split(&opening);
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |kept, part| kept + part.split_once('"').map_or(part, |(_value, rest)| rest))
}

struct InlineScript<'a> {
    start: usize,
    end: usize,
    content: &'a str,
}

/// Every `<script>` with content rather than a `src`.
fn inline_scripts(html: &str) -> Vec<InlineScript<'_>> {
    const CLOSE: &str = "</script>";
    let mut scripts = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find("<script").map(|found| at + found) {
        let Some(open_end) = html[start..].find('>').map(|found| start + found + 1) else { break };
        let Some(close) = html[open_end..].find(CLOSE).map(|found| open_end + found) else { break };
        at = close + CLOSE.len();
        if !html[start..open_end].contains(" src=") {
            scripts.push(InlineScript { start, end: at, content: &html[open_end..close] });
        }
    }
    scripts
}

/// The URL up to the last slash of what the script imports: `/` for `from '/app.js'`.
fn public_base(script: &str) -> Outcome<&str> {
    let imported = script.split(['\'', '"']).nth(1).unwrap_or_default();
    match imported.rfind('/') {
        Some(slash) => Ok(&imported[..=slash]),
        None => {
            Err(Failure::new("the script that starts the app imports nothing: has Trunk changed?"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK: &str = r#"<!doctype html><html><head>
<link rel="modulepreload" href="/app-1.js" crossorigin="anonymous" integrity="sha384-Zi/y=">
<script type="module">
import init, * as bindings from '/app-1.js';
const wasm = await init({ module_or_path: '/app-1_bg.wasm' });
</script></head><body></body></html>"#;

    #[test]
    fn the_inline_script_becomes_a_file_named_by_its_content() {
        let Rewritten { html, name, script } = rewrite(TRUNK).unwrap();

        assert!(script.starts_with("import init"));
        assert!(html.contains(&format!(r#"<script type="module" src="/{name}"></script></head>"#)));
        assert!(!html.contains("import init"));
        assert!(
            html.contains(r#"<link rel="modulepreload" href="/app-1.js" crossorigin="anonymous">"#)
        );
    }

    #[test]
    fn every_door_has_the_same_page_with_its_own_program() {
        let page = r#"<link data-trunk rel="rust" data-bin="gathering" data-wasm-opt="0">"#;
        let expected = r#"<link data-trunk rel="rust" data-bin="plan" data-wasm-opt="0">"#;
        assert_eq!(for_door(page, "plan").unwrap(), expected);
        assert!(for_door("<html>", "plan").is_err());
    }

    #[test]
    fn the_same_page_gives_the_same_name() {
        assert_eq!(rewrite(TRUNK).unwrap().name, rewrite(TRUNK).unwrap().name);
    }

    #[test]
    fn a_second_inline_script_is_refused() {
        let page = TRUNK.replace("</head>", "<script>alert(1)</script></head>");
        assert!(rewrite(&page).is_err());
    }

    #[test]
    fn an_inline_style_is_refused_by_name() {
        let page = TRUNK.replace("<body>", "<body style=\"color: red\">");
        let refusal = rewrite(&page).err().unwrap().to_string();
        assert!(refusal.contains("an inline style attribute"), "{refusal}");
    }
}
