//! The `gather` command, as whoever runs the server meets it.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, Command, Stdio},
};

use crate::{
    app::{PUBLIC_URL, TestApp},
    database::Place,
};

fn gather(place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gather"));
    command.env("GATHER_PUBLIC_URL", PUBLIC_URL).env("GATHER_SERVER_KEY", "A".repeat(43));
    match place.folder() {
        Some(folder) => command.env("GATHER_DATA_DIR", folder),
        None => command.env("GATHER_DATABASE_URL", place.url()),
    };
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A server that ends with its test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Whether it succeeded, and all that it said.
fn create_admin(place: &Place, email: &str, password: &str) -> (bool, String) {
    let mut command = gather(place);
    command.args(["admin", "create", "--email", email, "--name", "Ada"]);
    let mut running = command.spawn().unwrap();
    // It may have refused the address already, and listen no more.
    running.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).ok();
    let output = running.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
    assert!(!said.contains(password), "{said}");
    (output.status.success(), said)
}

#[tokio::test]
async fn an_admin_is_made_with_a_password_from_standard_input() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    // A stranger signed up with the address, and never could read its mails.
    nobody.sign_up("ada@example.org", "Not Ada", "another horse").await.expect(201);
    app.db.execute("UPDATE account SET activated_at = NULL").await;

    let (made, said) = create_admin(&app.place, "Ada@example.org", "correct horse");

    assert!(made, "{said}");
    let reply = nobody.log_in("ada@example.org", "correct horse").await;
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.body["role"], "admin");
    assert_eq!(reply.body["email_verified"], true);
    for (email, password, why) in [
        ("ada@example.org", "another horse", "already"),
        ("ada", "another horse", "must be an e-mail address"),
        ("al@example.org", "Password1", "one of the first"),
    ] {
        let (made, said) = create_admin(&app.place, email, password);
        assert!(!made && said.contains(why), "{said}");
    }
    assert_eq!(app.db.count("account").await, 1);
    let made = "SELECT actor_kind || ' ' || action || ' ' || target_name || details FROM audit_entry \
                WHERE actor_kind = 'system'";
    let remembered = app.db.texts(made).await;
    assert_eq!(remembered, [r#"system account.created Ada{"role":"admin"}"#]);
}

#[tokio::test]
async fn the_demo_prints_its_logins_after_its_links_and_they_work() {
    let mut demo = Running(
        Command::new(env!("CARGO_BIN_EXE_gather"))
            .args(["demo", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let lines = BufReader::new(demo.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let lines = lines.skip_while(|line| !line.starts_with("host  "));
    let lines: Vec<_> = lines.take(5).collect();

    let words: Vec<Vec<_>> = lines.iter().map(|line| line.split("  ").collect()).collect();
    let first: Vec<_> = words.iter().map(|it| it[0]).collect();
    assert_eq!(first, ["host", "coordinator", "participant", "login", "login"]);
    let base = words[0][2].split("/h#").next().unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for (line, role) in [(&words[3], "member"), (&words[4], "admin")] {
        let body = serde_json::json!({ "email": line[2], "password": line[3] });
        let reply = client
            .post(format!("{base}/api/auth/login"))
            .header("content-type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(reply.status(), 200);
        let cookie = reply.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.starts_with("gather_session=") && !cookie.contains("Secure"), "{cookie}");
        assert!(reply.text().await.unwrap().contains(&format!("\"role\":\"{role}\"")));
    }
}

#[tokio::test]
async fn where_others_than_this_machine_come_the_clock_is_right() {
    let app = TestApp::spawn().await;
    let mut command = gather(&app.place);
    command.env("GATHER_PUBLIC_URL", "https://gather.example.org");
    command.args(["serve", "--port", "0", "--clock-ahead-hours", "1"]);

    let output = command.output().unwrap();

    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("the clock can be ahead only"), "{said}");
}
