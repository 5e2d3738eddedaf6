use gather_domain::{contact::Phone, id::PersonId, text::Name, zone::TimeZone};
use gather_wire as wire;

use super::{
    event,
    item::{day, own_item},
};
use crate::usecase::plans::{PlannedItem, Print, TeamPlan};

/// The plan, to be printed.
pub(crate) fn print_sheet(print: &Print) -> wire::PrintSheet {
    let plan = &print.plan;
    wire::PrintSheet {
        event: event(&plan.event),
        printed_at: print.at,
        days: print.days.iter().map(day).collect(),
        teams: plan.teams.iter().map(|it| team(it, plan.event.time_zone)).collect(),
    }
}

fn team(it: &TeamPlan, zone: TimeZone) -> wire::PrintTeam {
    let phone = it.coordinator_phone.as_ref();
    wire::PrintTeam {
        id: it.team.id.as_uuid(),
        name: it.team.name.to_string(),
        scope: it.team.scope.as_ref().map(ToString::to_string),
        coordinator: it.team.coordinator.as_ref().map(|(id, name)| contact(*id, name, phone)),
        items: it.items.iter().map(|planned| item(planned, zone)).collect(),
    }
}

fn item(it: &PlannedItem, zone: TimeZone) -> wire::PrintItem {
    let phone = it.holder_phone.as_ref();
    let holder = it.item.holder.as_ref().map(|holder| &holder.person);
    wire::PrintItem {
        item: own_item(&it.item, zone),
        person: holder.map(|person| contact(person.id, &person.name, phone)),
        acknowledged: it.item.is_acknowledged(),
        declined: it.item.is_declined(),
    }
}

fn contact(id: PersonId, name: &Name, phone: Option<&Phone>) -> wire::PrintPerson {
    wire::PrintPerson {
        id: id.as_uuid(),
        name: name.to_string(),
        phone: phone.map(ToString::to_string),
    }
}
