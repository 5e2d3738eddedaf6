//! Opens the door `Paper`.

fn main() {
    gather_frontend::open_paper();
}
