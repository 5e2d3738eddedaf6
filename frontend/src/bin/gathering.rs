//! Opens the door `Gathering`.

fn main() {
    gather_frontend::open_gathering();
}
