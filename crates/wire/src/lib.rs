//! What travels between the API and its clients.
//!
//! Plain data that compiles for the server and for the browser: names, shapes and nothing else.
//! What a value must satisfy is `gather-domain`'s business, and this crate does not know it.
//! Requests refuse unknown fields, so that a typo never silently does nothing; answers may grow.

mod account;
mod admin;
mod assignment;
mod audit;
mod day;
mod deleted_event;
mod event;
mod former_host;
mod health;
mod import;
mod invitation;
mod invite;
mod invite_answer;
mod item;
mod link;
mod notification;
mod overview;
mod own_event;
mod ownership;
mod page;
mod part;
mod patch;
mod permission;
mod person;
mod preferences;
mod print;
mod problem;
mod public_event;
mod recorded;
mod secret_text;
mod setting;
mod team;

pub use crate::{
    account::{
        Account, AccountAddress, AccountRole, ByMail, ChangeEmail, ChangePassword, EditAccount,
        LogIn, ResetPassword, Session, Sessions, SignUp, VerifyEmail,
    },
    admin::{
        AccountsQuery, Because, ChangeRole, DeleteAccount, ListedAccount, MailStatus, OpenedMail,
        OutboxMail, OutboxQuery, ResetLink,
    },
    assignment::{Decline, ItemAssignment, OwnAssignment, OwnItem},
    audit::{Actor, ActorKind, AuditEntry, AuditQuery, AuditTarget},
    day::{CreateDay, Day, Days, EditDay},
    deleted_event::DeletedEvent,
    event::{ChangeStatus, EditEvent, Event, EventStatus},
    former_host::{EndReason, FormerHost},
    health::{Health, HealthStatus},
    import::{DuplicateOf, Duplicates, Import, ImportColumn, ImportQuery, ImportRow, RowVerdict},
    invitation::{
        AnswerInvitation, FoundMember, FoundMembers, Invitation, InvitationAnswer, Invitations,
        InviteMember, MemberInvitation, MemberInvitations, MemberSearchQuery,
    },
    invite::{
        AllInvitesQuery, CreateInvite, EditInvite, EmailTemplate, Invite, InviteCan, InviteConcern,
        InviteDelivery, InviteLink, InviteStatus, InviteStep, InviteStepKind, InviteWarning,
        InviteWarningCode, InvitesQuery, ResendInvite, RevokeInvite,
    },
    invite_answer::{
        DeclineInvite, InviteAccepted, InviteOutcome, InvitePreview, InviteToken, InviteViewer,
        InvitedEvent,
    },
    item::{
        AssignItem, CreateEventItem, CreateItem, EditItem, EditItems, EditedItems, Item, ItemStatus,
    },
    link::{Link, Links},
    notification::{
        Badge, Changed, DeleteNotifications, MarkRead, Notification, NotificationType,
        NotificationsQuery, UnwantedNotifications,
    },
    overview::{
        Blocker, Freeze, Overview, PersonProgress, Progress, TeamCard, Warning, WarningCode,
        WarningSubject,
    },
    own_event::{CreateEvent, DuplicateEvent, HostRole, OwnEvent, OwnEventsQuery},
    ownership::{
        AfterPrimary, AssignHost, GrantMethod, Host, Hosts, KeepAs, LeaveEvent, LeftEvent,
        ListedEvent, ListedEventsQuery, Ownership, RemoveHost, TransferEvent,
    },
    page::{Page, PageQuery},
    part::{Coordinator, Part, PartTeam},
    permission::{Action, AllowedAction, Verdict},
    person::{AddPerson, EditPerson, Member, MovePerson, Person, Profile, Role, TeamRole},
    preferences::{Category, EditPreferences, Preferences},
    print::{ExportFormat, ExportQuery, PrintItem, PrintPerson, PrintSheet, PrintTeam},
    problem::{FieldProblem, Problem, ProblemCode, ProblemContext},
    public_event::{
        CancelEvent, EditPublication, ListedPublicEvent, PublicEvent, PublicEventsQuery,
        Publication, Visibility,
    },
    recorded::{RecordedEntry, RecordedQuery},
    secret_text::SecretText,
    setting::{EditSettings, OwnershipSummary, Settings, StepUp},
    team::{
        Counts, CreateTeam, EditTeam, OtherTeam, Team, TeamMark, TeamPlan, TeamSheet, TeamStatus,
        Teams,
    },
};
