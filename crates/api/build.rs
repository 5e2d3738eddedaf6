//! Builds the crate anew when the browser app that it embeds has been built anew.

fn main() {
    println!("cargo:rerun-if-changed=../../frontend/dist");
}
