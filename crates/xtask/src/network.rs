//! Telling a download that did not come from every other failure.

use crate::failure::Failure;

/// What cargo, rustup, npm and apt print when they reach nobody.
const SYMPTOMS: [&str; 15] = [
    "could not resolve",
    "couldn't resolve",
    "couldn't connect",
    "could not connect",
    "failed to connect",
    "unable to connect",
    "failed to download",
    "could not download",
    "network failure",
    "network error",
    "dns error",
    "temporary failure resolving",
    "enotfound",
    "econnrefused",
    "eai_again",
];

/// Says in one sentence that `what` could not be downloaded, where that is the reason.
pub fn explain(failure: Failure, what: &str) -> Failure {
    let output = failure.output().to_lowercase();
    if SYMPTOMS.iter().any(|symptom| output.contains(symptom)) {
        Failure::new(format!(
            "could not download {what}: this machine does not reach the network that it comes from"
        ))
    } else {
        failure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_download_is_told_in_one_sentence() {
        let cargo = "error: failed to get `anyhow` as a dependency\n\nCaused by:\n  \
                     [6] Could not resolve hostname (Could not resolve host: example.org)";
        let told = explain(Failure::with_output("`cargo fetch` failed", cargo), "the crates");
        assert!(told.to_string().starts_with("could not download the crates"), "{told}");
        assert_eq!(told.output(), "");
    }

    #[test]
    fn any_other_failure_keeps_its_words() {
        let failure =
            Failure::with_output("`cargo install` failed", "error[E0308]: mismatched types");
        let told = explain(failure, "trunk");
        assert_eq!(told.to_string(), "`cargo install` failed");
        assert_eq!(told.output(), "error[E0308]: mismatched types");
    }
}
