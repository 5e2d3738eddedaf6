use gather_wire::{Action, HostRole, Hosts};
use leptos::prelude::*;

use super::create::may;
use crate::components::{SelectField, dynamic};

/// As what somebody may be invited, by whoever looks at the page, at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles {
    as_admin: bool,
    has_primary: bool,
    may_invite_hosts: bool,
}

impl Roles {
    /// Follows who runs the gathering: a handover changes what may be offered.
    pub fn of(hosts: RwSignal<Hosts>, as_admin: bool) -> Memo<Self> {
        Memo::new(move |_| {
            hosts.with(|all| Self {
                as_admin,
                has_primary: all.hosts.iter().any(|host| host.is_primary),
                may_invite_hosts: may(all, Action::InviteHost),
            })
        })
    }

    const fn has_choice(self) -> bool {
        self.as_admin || self.may_invite_hosts
    }

    /// The role that is chosen: as the wire has it, or empty for what goes without saying.
    pub fn chosen(self, role: &str) -> HostRole {
        match role {
            "host" if self.has_choice() => HostRole::Host,
            "cohost" => HostRole::Cohost,
            _ if self.as_admin => HostRole::Host,
            _ => HostRole::Cohost,
        }
    }
}

/// The choice of a role; or why there is none.
#[component]
pub fn RoleField(
    /// What may be offered.
    roles: Memo<Roles>,
    /// What is chosen.
    role: RwSignal<String>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
) -> impl IntoView {
    dynamic(move || {
        let roles = roles.get();
        if !roles.has_choice() {
            return view! {
                <p class="soft small">"As a co-host: only the primary host and admins invite hosts."</p>
            }
            .into_any();
        }
        let host = if roles.has_primary {
            "Host, beside the primary one"
        } else {
            "Host: it is in their hands"
        };
        let cohost = "Co-host";
        // What goes without saying comes first.
        let (none, other) = if roles.as_admin {
            (host, ("cohost".to_owned(), cohost.to_owned()))
        } else {
            (cohost, ("host".to_owned(), host.to_owned()))
        };
        view! { <SelectField label="As what" none options=vec![other] value=role error /> }.into_any()
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_offered_is_not_sent() {
        let roles =
            |as_admin, may_invite_hosts| Roles { as_admin, has_primary: true, may_invite_hosts };
        assert_eq!(roles(false, true).chosen("host"), HostRole::Host);
        assert_eq!(roles(false, true).chosen(""), HostRole::Cohost);
        assert_eq!(roles(true, false).chosen(""), HostRole::Host);
        assert_eq!(roles(true, false).chosen("cohost"), HostRole::Cohost);
        // Chosen before the gathering was handed over.
        assert_eq!(roles(false, false).chosen("host"), HostRole::Cohost);
    }
}
