//! Opens the door `Guest`.

fn main() {
    gather_frontend::open_guest();
}
