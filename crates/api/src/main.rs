//! The `gather` command.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, IsTerminal as _, Read as _, Write as _},
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    num::NonZero,
    path::Path,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, bail};
use clap::Parser as _;
use gather_api::{
    Context, Mail, Quotas, Server, Settings, Tries,
    config::{
        self, Admin, AdminAction, Cli, Command, ConfigError, Demo, Migrate, MigrateAction, Place,
        Seed, Serve, Storage,
    },
    gatherings::{self, Imported, PrintedLink},
    keys,
    logins::{self, PrintedLogin},
    seed, telemetry,
};
use gather_domain::{
    clock::SystemClock, email::Email, password::Password, person::Role, secret::ServerKey,
    text::Name,
};
use gather_persistence::Store;

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    config::check_environment()?;
    match cli.command {
        Command::Serve(command) => {
            log(cli.log.as_deref().unwrap_or("info"))?;
            serve(command).await
        }
        Command::Demo(command) => {
            log(cli.log.as_deref().unwrap_or("warn"))?;
            demo(command).await
        }
        Command::Seed(command) => load(command).await,
        Command::Admin(command) => admin(command).await,
        Command::Migrate(command) => migrate(command).await,
        Command::Openapi => Ok(print(&gather_api::document().to_yaml()?)?),
        Command::Healthcheck(command) => healthcheck(command.bind, command.port),
    }
}

fn log(filter: &str) -> anyhow::Result<()> {
    telemetry::start(filter).with_context(|| format!("{filter:?} does not say what to log"))
}

async fn serve(command: Serve) -> anyhow::Result<()> {
    let listener = listen(command.bind, command.port)?;
    let mut context = open(&command.place).await?;
    context.mail = config::mail(&command, &context.public_url)?;
    context.clock = config::clock(&command, &context.public_url)?;
    context.trusted_proxies = command.trusted_proxies;
    context.tries = command.limits.tries();
    gather_api::prepare(&context).await?;
    let quotas = command.limits.quotas();
    let settings = Settings { workers: None, handles_signals: true, has_jobs: true, quotas };
    let server = Server::bind(context.clone(), listener, settings)?;
    tracing::info!(address = %server.address(), public_url = context.public_url, "serving");
    server.run().await?;
    Ok(context.store.close().await?)
}

async fn demo(command: Demo) -> anyhow::Result<()> {
    let listener = listen(IpAddr::V4(Ipv4Addr::LOCALHOST), command.port)?;
    let temporary;
    let folder = if let Some(folder) = &command.data_dir {
        folder.as_path()
    } else {
        temporary = tempfile::tempdir().context("no temporary folder can be made")?;
        temporary.path()
    };
    let public_url = format!("http://localhost:{}", listener.local_addr()?.port());
    let store = open_folder(folder).await?;
    let key = keys::load_or_make(&folder.join(KEY))?;
    let context = context(store, key, public_url);
    gather_api::prepare(&context).await?;
    let gathering = match gatherings::first(&context).await? {
        Some(known) => known,
        None => import(&context, seed::CHRISTMAS).await?,
    };
    let logins = logins::for_demo(&context, gathering.event_id).await?;
    let quotas = Quotas { changes_per_minute: DEMO_CHANGES, ..Quotas::default() };
    let settings = Settings { workers: None, handles_signals: true, has_jobs: true, quotas };
    let server = Server::bind(context.clone(), listener, settings)?;
    let running = actix_web::rt::spawn(server.run());
    print(&format!(
        "Gather is running. Press Ctrl-C to stop it.\n\n{}{}",
        in_lines(&one_of_each_role(&gathering.links)),
        logins.iter().map(login_line).collect::<String>(),
    ))?;
    running.await??;
    Ok(context.store.close().await?)
}

async fn load(command: Seed) -> anyhow::Result<()> {
    let json = fs::read_to_string(&command.file)
        .with_context(|| format!("{} cannot be read", command.file.display()))?;
    let context = open(&command.place).await?;
    context.store.migrate().await?;
    let links = import(&context, &json).await?.links;
    print(&in_lines(&links))?;
    Ok(context.store.close().await?)
}

async fn admin(command: Admin) -> anyhow::Result<()> {
    let AdminAction::Create { email, name } = command.action;
    let email = Email::parse(&email).map_err(|error| anyhow::anyhow!("the address {error}"))?;
    let name = Name::parse(&name).map_err(|error| anyhow::anyhow!("the name {error}"))?;
    let password = Password::choose(&read_password()?)
        .map_err(|error| anyhow::anyhow!("the password {error}"))?;
    let context = open(&command.place).await?;
    context.store.migrate().await?;
    logins::create_admin(&context, email, name, password).await?;
    print("The admin can sign in now.\n")?;
    Ok(context.store.close().await?)
}

/// Asks for a password twice without showing it; or takes a line, where nobody sits at a terminal.
fn read_password() -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        let password = rpassword::prompt_password("Password: ")?;
        if rpassword::prompt_password("Again: ")? != password {
            bail!("these were two different passwords");
        }
        return Ok(password);
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("no password came on standard input")?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

async fn migrate(command: Migrate) -> anyhow::Result<()> {
    let store = match command.action {
        MigrateAction::Up => {
            let store = open_store(&command.storage).await?;
            store.migrate().await?;
            store
        }
        MigrateAction::Status => {
            let file = command.storage.data_dir.join(DATABASE);
            if config::database_url(&command.storage)?.is_none() && !file.exists() {
                bail!("there is no database at {}", file.display());
            }
            open_store(&command.storage).await?
        }
    };
    let pending = store.pending_migrations().await?;
    if pending.is_empty() {
        print("The database is up to date.\n")?;
    } else {
        print(&format!("Pending: {}\n", pending.join(", ")))?;
    }
    Ok(store.close().await?)
}

/// A minimal client, so that a container needs no other program to ask.
fn healthcheck(bind: IpAddr, port: u16) -> anyhow::Result<()> {
    // Who listens everywhere listens here.
    let everywhere = bind.is_unspecified();
    let address = if everywhere { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { bind };
    let address = SocketAddr::from((address, port));
    let patience = Duration::from_secs(3);
    let mut stream = TcpStream::connect_timeout(&address, patience)?;
    stream.set_read_timeout(Some(patience))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200") { Ok(()) } else { bail!("the server is not ready") }
}

/// A demo is there to be clicked through, by scripts too.
const DEMO_CHANGES: NonZero<u32> = NonZero::new(6000).unwrap();

fn listen(address: IpAddr, port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind((address, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {port} is in use: stop what listens there, or choose another with --port"
        ),
        io::ErrorKind::PermissionDenied => anyhow::anyhow!(
            "port {port} may not be used without more rights: choose another with --port"
        ),
        _ => anyhow::Error::new(error).context(format!("cannot listen at {address}, port {port}")),
    })
}

async fn open(place: &Place) -> anyhow::Result<Context> {
    let public_url = config::origin(&place.public_url)?;
    let key = config::secret(place.server_key.as_deref(), "GATHER_SERVER_KEY")?;
    let key = key.map(|text| keys::parse(&text)).transpose()?;
    let shared = config::database_url(&place.storage)?.is_some();
    if shared && key.is_none() {
        return Err(ConfigError::KeyMissing.into());
    }
    let store = open_store(&place.storage).await?;
    let key = match key {
        Some(key) => key,
        None => keys::load_or_make(&place.storage.data_dir.join(KEY))?,
    };
    Ok(context(store, key, public_url))
}

fn context(store: Store, key: ServerKey, public_url: String) -> Context {
    Context {
        store,
        clock: Arc::new(SystemClock),
        key,
        mail: Mail::held(),
        passwords: Arc::default(),
        tries: Tries::default(),
        public_url,
        trusted_proxies: Vec::new(),
    }
}

/// What lies in a data folder.
const DATABASE: &str = "gather.db";
const KEY: &str = "server.key";

async fn open_store(storage: &Storage) -> anyhow::Result<Store> {
    match config::database_url(storage)? {
        // What is wrong with a URL is said by repeating it, password and all.
        Some(url) => Store::open(&url).await.map_err(|error| {
            let why = format!("{:#}", anyhow::Error::new(error)).replace(&url, "its URL");
            anyhow::anyhow!("the database cannot be opened: {why}")
        }),
        None => open_folder(&storage.data_dir).await,
    }
}

/// The SQLite database in this folder. What is made here, nobody else may read; the rights of a
/// folder that was there before are its owner's business.
async fn open_folder(folder: &Path) -> anyhow::Result<Store> {
    let failed = || format!("the data folder {} cannot be used", folder.display());
    let file = folder.join(DATABASE);
    let (mut make_folder, mut make_file) = (DirBuilder::new(), OpenOptions::new());
    make_folder.recursive(true);
    make_file.append(true).create(true);
    #[cfg(unix)]
    {
        // SQLite gives the files beside the database the same rights.
        std::os::unix::fs::DirBuilderExt::mode(&mut make_folder, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut make_file, 0o600);
    }
    make_folder.create(folder).with_context(failed)?;
    make_file.open(&file).with_context(failed)?;
    Store::open_file(&file).await.with_context(failed)
}

async fn import(context: &Context, json: &str) -> anyhow::Result<Imported> {
    let (gathering, warnings) = seed::read(json)?;
    for warning in warnings {
        print(&format!("warning: {warning}\n"))?;
    }
    Ok(gatherings::import(context, gathering).await?)
}

/// The host, the coordinator of the most interesting team, and a participant of the same: the demo
/// is about Puddings, where the gaps are. Elsewhere, the first of each.
fn one_of_each_role(links: &[PrintedLink]) -> Vec<PrintedLink> {
    let favourites = ["Anika", "Rosie"];
    let kinds: [fn(Role) -> bool; 3] = [
        |role| role == Role::Host,
        |role| matches!(role, Role::Coordinator { .. }),
        |role| role == Role::Participant,
    ];
    kinds
        .into_iter()
        .filter_map(|is| {
            let mut of_role = links.iter().filter(|it| is(it.role));
            let first = of_role.clone().next()?;
            Some(of_role.find(|it| favourites.contains(&it.person.as_str())).unwrap_or(first))
        })
        .cloned()
        .collect()
}

/// One link a line: role, person, address.
fn in_lines(links: &[PrintedLink]) -> String {
    let line = |link: &PrintedLink| {
        let role = match link.role {
            Role::Host => "host",
            Role::Coordinator { .. } => "coordinator",
            Role::Participant => "participant",
        };
        format!("{role}  {}  {}\n", link.person, link.url)
    };
    links.iter().map(line).collect::<Vec<_>>().concat()
}

/// `login`, the role, the address, the password.
fn login_line(login: &PrintedLogin) -> String {
    format!("login  {}  {}  {}\n", login.role, login.email, login.password.expose())
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
