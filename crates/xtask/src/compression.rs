//! Files as they travel: beside each text its brotli and gzip form, made once, as small as they get.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::failure::{Context, Outcome};

/// What compresses well. Pictures and fonts do not.
const COMPRESSIBLE: [&str; 7] = ["html", "js", "wasm", "css", "svg", "webmanifest", "txt"];

/// Brotli's best, and the window that every browser accepts.
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

/// Writes `.br` and `.gz` beside every text under a folder.
pub fn compress_all(folder: &Path) -> Outcome {
    for path in files_under(folder)? {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|extension| COMPRESSIBLE.contains(&extension)) {
            let content = fs::read(&path).context(format_args!("read {}", path.display()))?;
            write_beside(&path, "br", &brotli(&content)?)?;
            write_beside(&path, "gz", &gzip(&content)?)?;
        }
    }
    Ok(())
}

/// Every file under a folder, in the order of their names.
pub fn files_under(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).context(format_args!("list {}", folder.display()))? {
        let path = entry.context(format_args!("list {}", folder.display()))?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// `app.js` with `br` gives `app.js.br`.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn write_beside(path: &Path, suffix: &str, content: &[u8]) -> Outcome {
    let sibling = beside(path, suffix);
    fs::write(&sibling, content).context(format_args!("write {}", sibling.display()))
}

fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &params).context("compress a file")?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    // No name and no time in the header: the same file always gives the same bytes.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).and_then(|()| encoder.finish()).context("compress a file")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = b"On Wednesday, on Wednesday, on Wednesday.".repeat(40);

        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&text).unwrap(), &mut from_brotli).unwrap();
        let mut from_gzip = Vec::new();
        let compressed = gzip(&text).unwrap();
        flate2::read::GzDecoder::new(&*compressed).read_to_end(&mut from_gzip).unwrap();

        assert_eq!(from_brotli, text);
        assert_eq!(from_gzip, text);
        assert_eq!(compressed, gzip(&text).unwrap());
    }
}
