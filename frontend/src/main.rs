//! Starts the browser app.

fn main() {
    gather_frontend::start();
}
