//! Opens the door `People`.

fn main() {
    gather_frontend::open_people();
}
