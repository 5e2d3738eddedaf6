use leptos::prelude::*;

/// Who may do what, for whoever hands out roles.
#[component]
pub fn WhoMayDoWhat() -> impl IntoView {
    view! {
        <details class="more">
            <summary>"Who may do what"</summary>
            <dl class="stack">
                <div>
                    <dt><strong>"Primary host"</strong></dt>
                    <dd>
                        "Plans the gathering, sends everybody their link, freezes the plan, deletes \
                         a draft. Says who may know of it, publishes and cancels it. Invites hosts and co-hosts, and takes any invite back. There is \
                         one at most."
                    </dd>
                </div>
                <div>
                    <dt><strong>"Host"</strong></dt>
                    <dd>
                        "Plans, publishes and cancels the same. Sees all invites, invites co-hosts, and takes back the \
                         invites they made. Becomes the primary host where there is none."
                    </dd>
                </div>
                <div>
                    <dt><strong>"Co-host"</strong></dt>
                    <dd>
                        "Plans, publishes and cancels the same. Invites co-hosts, unless the primary host \
                         holds that back, and sees the invites they made. Never \
                         becomes the primary host by an invite."
                    </dd>
                </div>
                <div>
                    <dt><strong>"Admin"</strong></dt>
                    <dd>
                        "Runs the server: sees every gathering and every invite, and invites anybody \
                         to run one."
                    </dd>
                </div>
            </dl>
        </details>
    }
    .into_any()
}
