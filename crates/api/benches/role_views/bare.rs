//! The yardstick: an actix handler that sends bytes which it holds, and does nothing else.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use actix_web::http::header::ContentType;
use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Context;

use crate::demo::Server;

/// The file whose content this process is to serve; set in the process that is the yardstick.
const BODY: &str = "GATHER_BENCH_BODY";

/// What this process is to serve, if it is the yardstick.
pub fn requested() -> Option<String> {
    env::var(BODY).ok()
}

/// Serves the content of a file as JSON, on a port that the first line printed names.
pub fn serve(file: String) -> anyhow::Result<()> {
    let body = web::Bytes::from(fs::read(&file).with_context(|| format!("read {file}"))?);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let body = body.clone();
            App::new().default_service(web::to(move || {
                let body = body.clone();
                async move { HttpResponse::Ok().content_type(ContentType::json()).body(body) }
            }))
        })
        .bind(("127.0.0.1", 0))?;
        for address in server.addrs() {
            println!("{address}");
        }
        server.run().await?;
        Ok(())
    })
}

/// Starts this program again as the yardstick, with as many workers as the real server has.
pub fn start(body: &Path) -> anyhow::Result<Server> {
    let own = env::current_exe().context("find this program")?;
    let mut child = Command::new(own)
        .env(BODY, body)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("start the bare server")?;
    let stdout = child.stdout.take().context("read what the bare server prints")?;
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).context("read what the bare server prints")?;
    let address = line.trim().parse().context("the bare server printed no address")?;
    Ok(Server::new(child, address))
}
