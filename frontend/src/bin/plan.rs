//! Opens the door `Plan`.

fn main() {
    gather_frontend::open_plan();
}
