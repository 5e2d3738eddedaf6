//! Opens the door `Admin`.

fn main() {
    gather_frontend::open_admin();
}
