use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// How many modules stay empty around a code, so that cameras find it.
const QUIET: i32 = 4;

/// A text as a QR code: the modules of one side with the empty ones around it, and the path that
/// draws the dark ones. `None` if it is too long for a code; no link of ours is.
pub fn code(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        // Dark neighbours make one bar: between two squares some printers leave a white line.
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|&x| code.get_module(x, y)).count();
            let length = i32::try_from(length).unwrap_or_default();
            if length > 0 {
                write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET).ok()?;
            }
            x += length + 1;
        }
    }
    Some((code.size() + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_air_around_it() {
        let link = format!("https://gather.example.org/p#gth_p_{}", "x".repeat(43));
        let (side, path) = code(&link).unwrap();
        // Version 5 of the standard, 37 modules, takes 84 bytes.
        assert_eq!(side, 37 + 8);
        // The upper edges of the finders on the left and on the right, and the lower one's.
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert!(path.contains("M34 4h7v1h-7z"), "{path}");
        assert!(path.contains("M4 40h7v1h-7z"), "{path}");
    }

    #[test]
    fn what_no_code_holds_is_none() {
        assert_eq!(code(&"x".repeat(3_000)), None);
    }
}
