# The commands that one needs every day. All of them are `cargo xtask …` in a shorter form;
# `cargo xtask help` lists what they take.

# Lists these commands.
default:
    @just --list --unsorted

# Builds everything and starts it with the demo gathering: `just demo --port 8080`.
demo *arguments:
    cargo xtask demo {{ arguments }}

# Starts the demo and rebuilds one door of the browser app as it changes: `just dev plan`.
dev *door:
    cargo xtask dev {{ door }}

# What fails fastest: format, lints, documentation.
check:
    cargo xtask test fmt clippy doc

# Everything that must hold before a change is good. CI runs this.
test *steps:
    cargo xtask test {{ steps }}

# The tests that use a database, on a PostgreSQL of our own.
test-postgres:
    cargo xtask test postgres

# The walk through a real browser: `just e2e smoke --headed`.
e2e *arguments:
    cargo xtask e2e {{ arguments }}

# Rewrites openapi.yaml from what the server says about itself.
openapi:
    cargo xtask openapi

# Loads a gathering into ./data, for `gather serve`, and prints its links.
seed file="seeds/christmas-2025.json":
    cargo run --quiet --package gather-api -- seed --public-url http://localhost:8080 {{ file }}

# Speed and memory, as ratios and limits. Linux only.
bench:
    cargo xtask bench

# Licences and sources of what we depend on.
deny:
    cargo xtask deny
