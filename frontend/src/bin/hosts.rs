//! Opens the door `Hosts`.

fn main() {
    gather_frontend::open_hosts();
}
