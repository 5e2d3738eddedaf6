use std::{
    io,
    net::{SocketAddr, TcpListener},
    num::NonZero,
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    dev::{self, Service as _},
    middleware::from_fn,
    rt, web,
};
use tokio::runtime::Handle;
use tokio_util::context::TokioContext;
use tracing_actix_web::TracingLogger;

use crate::{
    context::Context,
    http::{self, Quotas},
    jobs::Jobs,
    telemetry::RootSpan,
};

/// How a server runs.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How many threads answer; as many as cores unless said.
    pub workers: Option<NonZero<usize>>,
    /// Whether it ends on Ctrl-C and SIGTERM by itself.
    pub handles_signals: bool,
    /// Whether it sends mails and tidies up, too. Of several processes on one database at least one
    /// does.
    pub has_jobs: bool,
    /// How often is too often.
    pub quotas: Quotas,
}

/// A bound server. Knowing the port before it runs is what lets tests ask for port 0.
pub struct Server {
    context: web::Data<Context>,
    address: SocketAddr,
    running: dev::Server,
    settings: Settings,
}

impl Server {
    /// Binds a server to a listener. It answers once it runs, on the runtime that called this.
    pub fn bind(context: Context, listener: TcpListener, settings: Settings) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let context = web::Data::new(context);
        let limits = web::Data::new(http::Limits::new(settings.quotas));
        let views = web::Data::new(http::ViewCache::new());
        let shared = context.clone();
        let runtime = Handle::current();
        let mut server = HttpServer::new(move || {
            let runtime = runtime.clone();
            App::new()
                // A worker has a runtime of its own, which goes with it. What a request opens stays
                // for others: a connection to the database outlives the worker that opened it.
                .wrap_fn(move |request, app| TokioContext::new(app.call(request), runtime.clone()))
                .wrap(from_fn(http::secure))
                .wrap(TracingLogger::<RootSpan>::new())
                .app_data(shared.clone())
                .app_data(limits.clone())
                .app_data(views.clone())
                .configure(http::configure)
                .configure(http::configure_rest)
        })
        // A client that takes its time gets none of ours.
        .client_request_timeout(Duration::from_secs(10))
        .keep_alive(Duration::from_secs(30))
        .shutdown_timeout(10)
        // So many per worker: each may hold a few buffers, whether it reads or not.
        .max_connections(1_000)
        .disable_signals();
        if let Some(workers) = settings.workers {
            server = server.workers(workers.get());
        }
        let running = server.listen(listener)?.run();
        Ok(Self { context, address, running, settings })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it from elsewhere.
    pub fn handle(&self) -> dev::ServerHandle {
        self.running.handle()
    }

    /// Answers, and sends mails, until it is stopped; what is being answered then is answered first,
    /// and the mail in hand is sent.
    pub async fn run(self) -> io::Result<()> {
        let has_jobs = self.settings.has_jobs;
        let jobs = has_jobs.then(|| Jobs::start(self.context.as_ref().clone()));
        if self.settings.handles_signals {
            rt::spawn(end_when_asked(self.running.handle()));
        }
        let ended = self.running.await;
        if let Some(jobs) = jobs {
            jobs.finish().await;
        }
        ended
    }
}

/// Ends a server at Ctrl-C or SIGTERM: after what is under way, or, asked again, at once. Actix by
/// itself would take Ctrl-C for the latter.
async fn end_when_asked(server: dev::ServerHandle) {
    asked_to_end().await;
    tokio::select! {
        () = server.stop(true) => {}
        () = asked_to_end() => server.stop(false).await,
    }
}

async fn asked_to_end() {
    #[cfg(unix)]
    {
        use rt::signal::unix::{SignalKind, signal};

        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = rt::signal::ctrl_c() => return,
            }
        }
    }
    // Without a handler, the operating system ends the process.
    rt::signal::ctrl_c().await.ok();
}
