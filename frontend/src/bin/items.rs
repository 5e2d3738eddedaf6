//! Opens the door `Items`.

fn main() {
    gather_frontend::open_items();
}
