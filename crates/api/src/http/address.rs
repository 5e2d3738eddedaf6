//! Where a client is.

use std::net::IpAddr;

use actix_web::HttpRequest;

use crate::context::Context;

/// The client's address: the one that connects; where that is a proxy that we trust, the one that it
/// names.
pub(crate) fn of_client(request: &HttpRequest, ctx: &Context) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let named = request.headers().get_all("x-forwarded-for");
    let named: Vec<_> = named.map(|value| value.to_str().unwrap_or_default()).collect();
    Some(told(peer, &named.join(","), &ctx.trusted_proxies))
}

/// Of several names the last that is no trusted proxy counts: those before it are the client's own
/// words.
fn told(peer: IpAddr, named: &str, trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer.to_canonical();
    for hop in named.rsplit(',') {
        if !trusted.contains(&client) {
            break;
        }
        // What is no address was not written by a proxy of ours.
        let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
        client = hop.to_canonical();
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_that_is_trusted_says_who_the_client_is() {
        let trusted = ["10.0.0.1", "10.0.0.2"].map(|it| it.parse().unwrap());
        let told = |peer: &str, named| told(peer.parse().unwrap(), named, &trusted).to_string();

        assert_eq!(told("192.0.2.9", "192.0.2.1"), "192.0.2.9");
        assert_eq!(told("10.0.0.1", ""), "10.0.0.1");
        assert_eq!(told("10.0.0.1", "192.0.2.1"), "192.0.2.1");
        assert_eq!(told("::ffff:10.0.0.1", "192.0.2.1"), "192.0.2.1");
        assert_eq!(told("10.0.0.1", "192.0.2.7, 192.0.2.1, 10.0.0.2"), "192.0.2.1");
        assert_eq!(told("10.0.0.1", "nonsense"), "10.0.0.1");
        assert_eq!(told("10.0.0.1", "192.0.2.7, nonsense, 192.0.2.1"), "192.0.2.1");
    }
}
