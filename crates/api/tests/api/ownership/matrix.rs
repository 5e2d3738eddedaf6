//! Who may do what to an event and to who runs it: each row of the rules over HTTP, each cell of it
//! on an event of its own.

use chrono::TimeDelta;
use futures_util::future::join_all;
use gather_wire::ProblemCode::{self, *};
use reqwest::Method;
use serde_json::json;

use super::{given::token_of, offers::member};
use crate::{
    app::TestApp,
    audience::{For, table},
    caller::Caller,
    operations::operations,
};

/// What somebody hears.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    Done,
    Refused(ProblemCode),
    /// Nobody is in this case.
    Nobody,
}

use Answer::{Nobody, Refused};

const Y: Answer = Answer::Done;
const N: Answer = Refused(Forbidden);
/// They do not even learn that the event is there.
const H: Answer = Refused(EventNotFound);
/// Nor that the invite is.
const UNSEEN: Answer = Refused(InviteNotFound);
/// They run it as that, or as more.
const THERE: Answer = Refused(AlreadyHost);
const OWN: Answer = Refused(SelfInvite);
const HOSTED: Answer = Refused(NoPrimaryNeeded);

/// How the event is. It has a primary host, hosts and co-hosts, is a draft, and not published.
#[derive(Debug, Clone, Copy)]
enum Given {
    Hosted,
    CohostsHeldBack,
    Cancelled,
    Deleted,
    /// Co-hosts run it, one of whom does this.
    NeedsPrimary,
    /// A co-host has taken it in hand.
    OnTrial,
    /// There is an invite to be a co-host: from whoever does this, or somebody else.
    OwnInvite,
    OthersInvite,
    /// The same to be a host.
    HostInvite,
    /// A member is invited: by whoever does this, or somebody else.
    OwnInvitation,
    OthersInvitation,
}

use Given::*;

/// What is done, by which operation, to whom, and what comes of it for a member, a co-host, a host,
/// the primary host, an admin.
type Row = (&'static str, Given, &'static str, &'static str, &'static str, [Answer; 5]);

const ACTORS: [&str; 5] = ["Mia", "Cleo", "Hugo", "Pia", "Ada"];
/// Who else there is: a co-host, a host, and a member who has nothing to do with it.
const OTHERS: [&str; 3] = ["Cora", "Hal", "Zoe"];

const NO_BODY: &str = "";
const EMPTY: &str = "{}";
const WHY: &str = r#"{"reason": "They asked for it"}"#;
const LABELLED: &str = r#"{"label": "For the mayor"}"#;
const INVITED: &str = r#"{"account_id": "$whom"}"#;
const AS_HOST: &str = r#"{"account_id": "$whom", "role": "host"}"#;
const HANDED_OVER: &str = r#"{"account_id": "$whom", "keep_as": "host"}"#;
const ASSIGNED: &str = r#"{"account_id": "$whom", "role": "cohost", "reason": "They asked"}"#;
const SECRET: &str = r#"{"token": "$secret"}"#;

const ROWS: &[Row] = &[
    ("see the event", Hosted, "show_event", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("see who runs it", Hosted, "list_hosts", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("see who ran it", Hosted, "list_former_hosts", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("edit it", Hosted, "edit_event", "", r#"{"guest_count": 7}"#, [H, Y, Y, Y, Y]),
    ("publish", Hosted, "edit_publication", "", r#"{"is_published": true}"#, [H, Y, Y, Y, Y]),
    ("unpublish", Hosted, "edit_publication", "", r#"{"is_published": false}"#, [H, Y, Y, Y, Y]),
    ("cancel", Hosted, "cancel_event", "", EMPTY, [H, Y, Y, Y, Y]),
    ("restore", Cancelled, "restore_event", "", NO_BODY, [H, Y, Y, Y, Y]),
    (
        "change visibility",
        Hosted,
        "edit_publication",
        "",
        r#"{"visibility": "invite_only"}"#,
        [H, N, N, Y, Y],
    ),
    (
        "change who may invite",
        Hosted,
        "edit_publication",
        "",
        r#"{"cohosts_can_invite": false}"#,
        [H, N, N, Y, Y],
    ),
    ("delete", Hosted, "delete_event", "", NO_BODY, [H, N, N, Y, Y]),
    ("bring back", Deleted, "bring_event_back", "", NO_BODY, [N, N, N, N, Y]),
    ("purge", Deleted, "purge_event", "", WHY, [N, N, N, N, Y]),
    ("list all events", Hosted, "list_all_events", "", NO_BODY, [N, N, N, N, Y]),
    ("search members", Hosted, "search_members", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("search, held back", CohostsHeldBack, "search_members", "", NO_BODY, [H, N, Y, Y, Y]),
    ("invite a co-host", Hosted, "invite_member", "Zoe", INVITED, [H, Y, Y, Y, Y]),
    ("same, held back", CohostsHeldBack, "invite_member", "Zoe", INVITED, [H, N, Y, Y, Y]),
    ("invite a host", Hosted, "invite_member", "Zoe", AS_HOST, [H, N, N, Y, Y]),
    ("link for a co-host", Hosted, "create_invite", "", EMPTY, [H, Y, Y, Y, Y]),
    ("same, held back", CohostsHeldBack, "create_invite", "", EMPTY, [H, N, Y, Y, Y]),
    ("link for a host", Hosted, "create_invite", "", r#"{"role": "host"}"#, [H, N, N, Y, Y]),
    ("link, as an admin", Hosted, "create_invite_as_admin", "", EMPTY, [N, N, N, N, Y]),
    ("list, as an admin", OthersInvite, "list_invites_as_admin", "", NO_BODY, [N, N, N, N, Y]),
    ("see, as an admin", OthersInvite, "get_invite_as_admin", "", NO_BODY, [N, N, N, N, Y]),
    ("change, as an admin", OthersInvite, "edit_invite_as_admin", "", LABELLED, [N, N, N, N, Y]),
    ("resend, as an admin", OthersInvite, "resend_invite_as_admin", "", EMPTY, [N, N, N, N, Y]),
    ("revoke, as an admin", OthersInvite, "revoke_invite_as_admin", "", EMPTY, [N, N, N, N, Y]),
    ("promote", Hosted, "promote_host", "Cora", NO_BODY, [H, N, N, Y, Y]),
    ("demote", Hosted, "demote_host", "Hal", NO_BODY, [H, N, N, Y, Y]),
    ("hand over", Hosted, "transfer_event", "Cora", HANDED_OVER, [H, N, N, Y, Y]),
    ("remove a co-host", Hosted, "remove_host", "Cora", EMPTY, [H, N, N, Y, Y]),
    ("remove a host", Hosted, "remove_host", "Hal", EMPTY, [H, N, N, Y, Y]),
    (
        "remove the primary host",
        Hosted,
        "remove_host",
        "Pia",
        WHY,
        [H, N, N, Refused(PrimaryStays), Y],
    ),
    ("list invites", OthersInvite, "list_invites", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("see one's own", OwnInvite, "get_invite", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("see another's", OthersInvite, "get_invite", "", NO_BODY, [H, UNSEEN, Y, Y, Y]),
    ("change one's own", OwnInvite, "edit_invite", "", LABELLED, [H, Y, Y, Y, Y]),
    ("change another's", OthersInvite, "edit_invite", "", LABELLED, [H, UNSEEN, N, Y, Y]),
    ("resend one's own", OwnInvite, "resend_invite", "", EMPTY, [H, Y, Y, Y, Y]),
    ("resend another's", OthersInvite, "resend_invite", "", EMPTY, [H, UNSEEN, N, Y, Y]),
    ("revoke one's own", OwnInvite, "revoke_invite", "", EMPTY, [H, Y, Y, Y, Y]),
    ("revoke another's", OthersInvite, "revoke_invite", "", EMPTY, [H, UNSEEN, N, Y, Y]),
    ("list invitations", OthersInvitation, "list_event_invitations", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("withdraw one's own", OwnInvitation, "withdraw_invitation", "", NO_BODY, [H, Y, Y, Y, Y]),
    ("withdraw another's", OthersInvitation, "withdraw_invitation", "", NO_BODY, [H, N, N, Y, Y]),
    (
        "accept, as a co-host",
        OthersInvite,
        "accept_invite",
        "",
        SECRET,
        [Y, THERE, THERE, THERE, Y],
    ),
    ("accept, as a host", HostInvite, "accept_invite", "", SECRET, [Y, Y, THERE, THERE, Y]),
    ("accept one's own", OwnInvite, "accept_invite", "", SECRET, [Nobody, OWN, OWN, OWN, Y]),
    ("leave", Hosted, "leave_event", "", r#"{"confirm": true}"#, [H, Y, Y, Y, N]),
    ("step up", NeedsPrimary, "step_up", "", NO_BODY, [H, Y, Nobody, Nobody, N]),
    (
        "step up where nobody needs to",
        Hosted,
        "step_up",
        "",
        NO_BODY,
        [H, HOSTED, HOSTED, HOSTED, N],
    ),
    ("reverse a step-up", OnTrial, "reverse_step_up", "", WHY, [N, N, N, N, Y]),
    ("assign a co-host", Hosted, "assign_host", "Zoe", ASSIGNED, [N, N, N, N, Y]),
];

/// Everybody, by their name: who they are, and the id of their account; and what they may ask for.
struct Cast {
    operations: Vec<(String, Method, String)>,
    ada: Caller,
    everybody: Vec<(&'static str, Caller, String)>,
}

/// An event in a case, and what a row is about in it.
#[derive(Default)]
struct Case {
    event: String,
    invite: String,
    invitation: String,
    secret: String,
}

impl Cast {
    async fn new(app: &TestApp) -> Self {
        let ada = app.db_admin("ada@example.org").await;
        let id = ada.me().await.expect(200)["id"].as_str().unwrap().to_owned();
        let mut everybody = vec![("Ada", ada.clone(), id)];
        for name in ACTORS.into_iter().filter(|it| *it != "Ada").chain(OTHERS) {
            let (caller, id) = member(app, name).await;
            everybody.push((name, caller, id));
        }
        Self { operations: operations(), ada, everybody }
    }

    fn caller(&self, name: &str) -> &Caller {
        &self.everybody.iter().find(|it| it.0 == name).unwrap().1
    }

    fn id(&self, name: &str) -> &str {
        self.everybody.iter().find(|it| it.0 == name).map_or("", |it| &it.2)
    }

    async fn assign(&self, event: &str, name: &str, role: &str) {
        let body = json!({ "account_id": self.id(name), "role": role, "reason": "They asked" });
        self.ada.post(&format!("/api/admin/events/{event}/hosts"), body).await.expect(200);
    }

    async fn case(&self, given: Given, actor: &str) -> Case {
        let event = self.ada.list_event("Town fair").await;
        let place = format!("/api/events/{event}");
        let hosts: &[_] = match given {
            NeedsPrimary | OnTrial => &[("Cleo", "cohost"), ("Cora", "cohost")],
            _ => &[
                ("Pia", "host"),
                ("Hugo", "host"),
                ("Hal", "host"),
                ("Cleo", "cohost"),
                ("Cora", "cohost"),
            ],
        };
        for (name, role) in hosts {
            self.assign(&event, name, role).await;
        }
        // What is Mia's own is an admin's: she can make none.
        let own = if actor == "Mia" { "Ada" } else { actor };
        let mut case = Case { event: event.clone(), ..Case::default() };
        match given {
            Hosted | NeedsPrimary => {}
            CohostsHeldBack => {
                let change = json!({ "cohosts_can_invite": false });
                self.ada.patch(&format!("{place}/publication"), change).await.expect(200);
            }
            Cancelled => {
                self.ada.post(&format!("{place}/cancel"), json!({})).await.expect(200);
            }
            Deleted => {
                assert_eq!(self.ada.send(Method::DELETE, &place, None).await.status, 204);
            }
            OnTrial => {
                let path = format!("{place}/step-up");
                self.caller("Cleo").send(Method::POST, &path, None).await.expect(200);
            }
            OwnInvite | OthersInvite | HostInvite => {
                let (by, role) = match given {
                    OwnInvite => (own, "cohost"),
                    HostInvite => ("Ada", "host"),
                    _ => ("Hal", "cohost"),
                };
                // An admin may accept their own, nobody else.
                let made = self.caller(by).invite(&event, json!({ "role": role })).await;
                let made = made.expect(201);
                made["invite_id"].as_str().unwrap().clone_into(&mut case.invite);
                case.secret = token_of(&made);
            }
            OwnInvitation | OthersInvitation => {
                let by = if matches!(given, OwnInvitation) { own } else { "Hal" };
                let body = json!({ "account_id": self.id("Zoe") });
                let made = self.caller(by).post(&format!("{place}/cohosts"), body).await;
                let made = made.expect(201);
                made["id"].as_str().unwrap().clone_into(&mut case.invitation);
            }
        }
        case
    }
}

fn status_of(code: ProblemCode) -> u16 {
    match code {
        Forbidden => 403,
        EventNotFound | InviteNotFound => 404,
        _ => 409,
    }
}

/// What is wrong with the answers that an actor gets in a row: nothing.
async fn misfits(
    app: &TestApp,
    who: &Cast,
    (what, given, operation, whom, body, _): &Row,
    (actor, expected): (&str, Answer),
) -> Vec<String> {
    let (_, method, path) = who.operations.iter().find(|it| it.0 == *operation).unwrap();
    let search = if *operation == "search_members" { "?q=zoe" } else { "" };
    // What they do not know of, they are refused where everybody may know of it.
    let is_hidden = actor == "Mia" && expected == H;
    let sights = if is_hidden { vec![(false, H), (true, N)] } else { vec![(false, expected)] };
    let mut wrong = Vec::new();
    for (is_public, expected) in sights {
        if expected == Nobody {
            continue;
        }
        let case = who.case(*given, actor).await;
        if is_public {
            let path = format!("/api/events/{}/publication", case.event);
            let open = json!({ "is_published": true, "visibility": "public" });
            who.ada.patch(&path, open).await.expect(200);
        }
        app.clock.advance(TimeDelta::minutes(3));
        let place = format!("{path}{search}")
            .replace("{event_id}", &case.event)
            .replace("{account_id}", who.id(whom))
            .replace("{invite_id}", &case.invite)
            .replace("{invitation_id}", &case.invitation);
        let body = body.replace("$whom", who.id(whom)).replace("$secret", &case.secret);
        let body = (!body.is_empty()).then(|| body.into_bytes());
        let reply = who.caller(actor).send(method.clone(), &place, body).await;
        let (got, told) = (reply.status, &reply.body["code"]);
        let fits = match expected {
            Refused(code) => (got, told) == (status_of(code), &json!(code)),
            _ => (200..300).contains(&got),
        };
        if !fits {
            wrong.push(format!("{what}: {actor} gets {got} {told}, not {expected:?}"));
        }
    }
    wrong
}

#[tokio::test]
async fn each_row_of_the_rules_holds_for_each_who_may_call() {
    let app = TestApp::spawn().await;
    let who = Cast::new(&app).await;
    let mut wrong = Vec::new();
    for row in ROWS {
        let cells = ACTORS.into_iter().zip(row.5);
        wrong.extend(join_all(cells.map(|cell| misfits(&app, &who, row, cell))).await.concat());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_operation_on_who_runs_an_event_has_a_row() {
    let rows: Vec<_> = ROWS.iter().map(|it| it.2).collect();
    let audience = table();
    for (id, _, path) in operations() {
        let is_owning = audience[id.as_str()] == For::PrimaryHost
            || ["/api/admin/events", "/api/admin/deleted-events/"]
                .iter()
                .any(|it| path.starts_with(it));
        assert!(!is_owning || rows.contains(&id.as_str()), "{id} has no row");
    }
}
