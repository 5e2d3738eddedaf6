//! Opens the door `Home`.

fn main() {
    gather_frontend::open_home();
}
