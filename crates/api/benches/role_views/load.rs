//! Requests over a few connections that stay open: as little work as it takes to keep a server busy.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, bail, ensure};

/// How many requests are under way at once.
const CONNECTIONS: usize = 8;

/// How long an answer may take before we give up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A client that sends one request again and again.
pub struct Load {
    connections: Vec<Connection>,
    request: Vec<u8>,
}

impl Load {
    /// Connects. `bearer` goes into the `Authorization` header.
    pub fn connect(address: SocketAddr, path: &str, bearer: &str) -> anyhow::Result<Self> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\n\
             Authorization: Bearer {bearer}\r\n\r\n"
        );
        let connections = (0..CONNECTIONS)
            .map(|_| Connection::open(address))
            .collect::<anyhow::Result<Vec<_>>>()?;
        Ok(Self { connections, request: request.into_bytes() })
    }

    /// Sends the request at least so many times and reads every answer. Gives back how many it sent.
    pub fn send(&mut self, at_least: usize) -> anyhow::Result<usize> {
        let turns = at_least.div_ceil(CONNECTIONS);
        for _ in 0..turns {
            for connection in &mut self.connections {
                connection.stream.write_all(&self.request).context("send a request")?;
            }
            for connection in &mut self.connections {
                connection.read_answer()?;
            }
        }
        Ok(turns * CONNECTIONS)
    }

    /// Sends the request once and gives back the body of the answer.
    pub fn body(&mut self) -> anyhow::Result<Vec<u8>> {
        let connection = self.connections.first_mut().context("no connection")?;
        connection.stream.write_all(&self.request).context("send a request")?;
        let head = connection.read_answer()?;
        Ok(connection.buffer[head..].to_vec())
    }
}

/// The status that a path answers, over a connection of its own.
pub fn status(address: SocketAddr, path: &str) -> anyhow::Result<u16> {
    let mut connection = Connection::open(address)?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    connection.stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    connection.stream.read_to_string(&mut answer)?;
    answer.split(' ').nth(1).context("no status")?.parse().context("no status")
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).context("connect to the server")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Reads one answer into the buffer and gives back where its body begins.
    fn read_answer(&mut self) -> anyhow::Result<usize> {
        self.buffer.clear();
        let mut expected = None;
        loop {
            if let Some((head, length)) = expected
                && self.buffer.len() >= head + length
            {
                return Ok(head);
            }
            let mut chunk = [0; 16 * 1024];
            let read = self.stream.read(&mut chunk).context("read an answer")?;
            ensure!(read > 0, "the server closed a connection in the middle of an answer");
            self.buffer.extend_from_slice(&chunk[..read]);
            if expected.is_none() {
                expected = head_of(&self.buffer)?;
            }
        }
    }
}

/// Where the body begins and how long it is, once the head is complete. Anything but 200 is an error.
fn head_of(buffer: &[u8]) -> anyhow::Result<Option<(usize, usize)>> {
    let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(&buffer[..end]);
    if !head.starts_with("HTTP/1.1 200 ") {
        bail!("the server answered {}", head.lines().next().unwrap_or_default());
    }
    let length = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .context("an answer without its length")?
        .1
        .parse()
        .context("an answer with a broken length")?;
    Ok(Some((end + 4, length)))
}
