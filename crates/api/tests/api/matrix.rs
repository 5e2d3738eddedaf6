//! Who may do what, when: each row of the matrix over HTTP, and `allowed_actions` held against what
//! the server then answers.

use serde_json::{Value, json};

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small},
    reply::Reply,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Create,
    CreateCritical,
    Edit,
    Assign,
    Reassign,
    Unassign,
    Delete,
    DeleteCritical,
    MarkCritical,
    ClearCritical,
    GuestCount,
    Acknowledge,
    Decline,
    TakeBackDecline,
    Confirm,
}

impl Deed {
    const ALL: [Self; 15] = [
        Self::Create,
        Self::CreateCritical,
        Self::Edit,
        Self::Assign,
        Self::Reassign,
        Self::Unassign,
        Self::Delete,
        Self::DeleteCritical,
        Self::MarkCritical,
        Self::ClearCritical,
        Self::GuestCount,
        Self::Acknowledge,
        Self::Decline,
        Self::TakeBackDecline,
        Self::Confirm,
    ];

    /// Its name in `allowed_actions`, and whether the item's own list has it.
    fn action(self) -> (&'static str, bool) {
        match self {
            Self::Create | Self::CreateCritical => ("create_item", false),
            Self::Edit => ("edit_item", false),
            Self::Assign | Self::Reassign => ("assign_item", false),
            Self::Unassign => ("unassign_item", false),
            Self::Delete | Self::DeleteCritical => ("delete_item", true),
            Self::MarkCritical => ("mark_critical", true),
            Self::ClearCritical => ("clear_critical", true),
            Self::GuestCount => ("edit_guest_count", false),
            Self::Acknowledge => ("acknowledge", false),
            Self::Decline => ("decline_assignment", false),
            Self::TakeBackDecline => ("take_back_decline", false),
            Self::Confirm => ("confirm_by_phone", false),
        }
    }

    /// The item that this deed is done to: one for each caller.
    fn item(self, by: &str) -> String {
        format!("{self:?} by {by}")
    }

    async fn doing(self, who: &Caller, by: &str) -> Reply {
        let item = self.item(by);
        match self {
            Self::Create | Self::CreateCritical => {
                let critical = self == Self::CreateCritical;
                let mut new = json!({ "name": "Another", "critical": critical });
                if by != "coordinator" {
                    new["team_id"] = json!(who.names.team("Kitchen"));
                }
                who.create(new).await
            }
            Self::Edit => who.edit(&item, json!({ "quantity": "3" })).await,
            Self::Assign | Self::Reassign => who.assign(&item, "Paul").await,
            Self::Unassign => who.unassign(&item).await,
            Self::Delete | Self::DeleteCritical => who.delete(&item).await,
            Self::MarkCritical => who.edit(&item, json!({ "critical": true })).await,
            Self::ClearCritical => who.edit(&item, json!({ "critical": false })).await,
            Self::GuestCount => who.expect_guests(json!(30)).await,
            Self::Acknowledge => {
                let own = who.own_assignments().await;
                who.acknowledge(own[0]["id"].as_str().unwrap()).await
            }
            Self::Decline => {
                let own = who.own_assignments().await;
                who.decline(own[0]["id"].as_str().unwrap(), "I am ill").await
            }
            Self::TakeBackDecline => {
                let own = who.own_assignments().await;
                who.take_back_decline(own[0]["id"].as_str().unwrap()).await
            }
            Self::Confirm => who.confirm(&item).await,
        }
    }
}

const CALLERS: [&str; 3] = ["host", "coordinator", "overriding host"];

/// A gathering with an item for each deed of each caller. Everybody has something to confirm.
fn file() -> Value {
    let mut file = small("confirming");
    // A host with something to bring is in a team, too.
    file["people"][0]["team"] = "Kitchen".into();
    let mut items = vec![
        json!({ "team": "Kitchen", "name": "Hana's", "assignee": "Hana" }),
        json!({ "team": "Kitchen", "name": "Cora's", "assignee": "Cora" }),
        json!({ "team": "Kitchen", "name": "Pam's", "assignee": "Pam" }),
    ];
    for deed in Deed::ALL {
        for by in CALLERS {
            let critical = matches!(deed, Deed::DeleteCritical | Deed::ClearCritical);
            let taken = matches!(deed, Deed::Reassign | Deed::Unassign | Deed::Confirm) || critical;
            let assignee = taken.then_some("Pam");
            items.push(json!({
                "team": "Kitchen", "name": deed.item(by), "critical": critical, "assignee": assignee,
            }));
        }
    }
    file["items"] = items.into();
    file
}

async fn in_status(app: &TestApp, status: &str) -> Gathering {
    let plan = app.gathering(file()).await;
    app.db_set_status(&plan, status).await;
    plan
}

fn caller(plan: &Gathering, by: &str) -> Caller {
    match by {
        "coordinator" => plan.coordinator("Kitchen"),
        "overriding host" => plan.host().because("Rosie is ill"),
        _ => plan.host(),
    }
}

/// What `allowed_actions` promises for this deed now.
async fn promise(plan: &Gathering, who: &Caller, deed: Deed, by: &str) -> (String, Option<String>) {
    let (name, of_item) = deed.action();
    let seen = match (by, of_item) {
        ("coordinator", _) | (_, false) => who.look().await.expect(200),
        (_, true) => who.team("Kitchen").await.expect(200),
    };
    let actions = if of_item {
        let id = plan.names.item(&deed.item(by)).to_string();
        let items = seen["items"].as_array().unwrap();
        items.iter().find(|it| it["id"] == id.as_str()).unwrap()["allowed_actions"].clone()
    } else {
        seen["allowed_actions"].clone()
    };
    let found = actions.as_array().unwrap().iter().find(|it| it["action"] == name);
    let found = found.unwrap_or_else(|| panic!("{by} is not told about {name}: {actions}"));
    let text = |key: &str| found[key].as_str().map(str::to_owned);
    (text("verdict").unwrap(), text("reason"))
}

/// The expected outcomes in draft, confirming, frozen and complete.
fn expected(deed: Deed, by: &str) -> [&'static str; 4] {
    const OVER: &str = "event_complete";
    let locked = match by {
        "host" => "override_required",
        "overriding host" => "ok",
        _ => "event_frozen",
    };
    match (deed, by) {
        (Deed::ClearCritical, "coordinator") => {
            ["ok", "critical_item_locked", "event_frozen", OVER]
        }
        (Deed::Delete, _) => ["ok", "ok", "event_frozen", OVER],
        (Deed::DeleteCritical, _) => ["ok", "critical_item_locked", "event_frozen", OVER],
        (Deed::GuestCount, _) => ["ok", "ok", "ok", OVER],
        (Deed::Acknowledge | Deed::Decline | Deed::TakeBackDecline | Deed::Confirm, _) => {
            ["not_started", "ok", "ok", OVER]
        }
        _ => ["ok", "ok", locked, OVER],
    }
}

async fn check(status: &str, column: usize) {
    let app = TestApp::spawn().await;
    let plan = in_status(&app, status).await;

    for deed in Deed::ALL {
        for by in CALLERS {
            if by == "coordinator" && deed == Deed::GuestCount {
                continue; // A coordinator has no such route.
            }
            let who = caller(&plan, by);
            let what = format!("{deed:?} by {by} in {status}");
            let (verdict, reason) = promise(&plan, &who, deed, by).await;
            let (before, log) = (app.db.dump().await, app.db_audit(&plan).await);

            let reply = deed.doing(&who, by).await;

            let outcome = reply.outcome();
            assert_eq!(outcome, expected(deed, by)[column], "{what}: {reply:?}");
            match verdict.as_str() {
                "allowed" => assert_eq!((outcome.as_str(), reason), ("ok", None), "{what}"),
                "needs_override" if by == "overriding host" => assert_eq!(outcome, "ok", "{what}"),
                _ => assert_eq!(Some(&outcome), reason.as_ref(), "{what}"),
            }
            let mut added = app.db_audit(&plan).await.split_off(log.len());
            if outcome == "ok" {
                let action = deed.action().0;
                let overridden = format!("override_{action}");
                // The overriding host may find the guest count as the host has just left it, and has
                // answered to what is theirs already.
                let again = by == "overriding host"
                    && matches!(
                        deed,
                        Deed::GuestCount
                            | Deed::Acknowledge
                            | Deed::Decline
                            | Deed::TakeBackDecline
                    );
                let name = if verdict == "needs_override" { overridden } else { action.to_owned() };
                assert_eq!(added.pop(), (!again).then_some(name), "{what}");
            } else {
                reply.assert_is_problem();
                assert_eq!(app.db.dump().await, before, "{what} left something behind");
            }
            assert!(added.is_empty(), "{what} logged more: {added:?}");
        }
    }
}

#[tokio::test]
async fn a_draft_allows_everything_but_confirming() {
    check("draft", 0).await;
}

#[tokio::test]
async fn while_confirming_critical_items_stay() {
    check("confirming", 1).await;
}

#[tokio::test]
async fn a_frozen_plan_changes_by_a_host_s_override_alone() {
    check("frozen", 2).await;
}

#[tokio::test]
async fn nothing_changes_once_it_is_over() {
    check("complete", 3).await;
}

/// The rows of the matrix that have no route yet: what the host is told about them.
#[tokio::test]
async fn a_host_is_told_what_can_be_done_to_teams_and_people() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small("confirming")).await;
    let shape = ["create_day", "edit_day", "delete_day", "create_team", "edit_team"];
    let people = [
        "change_coordinator",
        "add_person",
        "edit_person",
        "move_person",
        "remove_person",
        "edit_event",
    ];

    for (status, of_shape, of_people) in [
        ("draft", ("allowed", None), ("allowed", None)),
        ("confirming", ("refused", Some("only_in_draft")), ("allowed", None)),
        (
            "frozen",
            ("refused", Some("only_in_draft")),
            ("needs_override", Some("override_required")),
        ),
        ("complete", ("refused", Some("event_complete")), ("refused", Some("event_complete"))),
    ] {
        app.db_set_status(&plan, status).await;
        let overview = plan.host().look().await.expect(200);
        let actions = overview["allowed_actions"].as_array().unwrap();
        let told = |name: &str| {
            let found = actions.iter().find(|it| it["action"] == name).unwrap();
            (found["verdict"].as_str().unwrap(), found["reason"].as_str())
        };
        for action in shape {
            assert_eq!(told(action), of_shape, "{action} in {status}");
        }
        for action in people {
            assert_eq!(told(action), of_people, "{action} in {status}");
        }
    }
}

#[tokio::test]
async fn nobody_but_a_host_is_told_of_what_only_hosts_do() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(file()).await;

    let part = plan.participant("Pam").look().await.expect(200);
    let sheet = plan.coordinator("Kitchen").look().await.expect(200);

    let names = |seen: &Value| -> Vec<String> {
        let actions = seen["allowed_actions"].as_array().unwrap();
        actions.iter().map(|it| it["action"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&part), ["acknowledge", "decline_assignment", "take_back_decline"]);
    for action in ["edit_guest_count", "freeze", "create_team", "move_person"] {
        assert!(!names(&sheet).contains(&action.to_owned()));
    }
}
