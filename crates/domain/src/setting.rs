//! What an admin decides about the whole server.

/// All of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether new invites to run an event are made. Those that exist can be accepted either way.
    pub invites_enabled: bool,
    /// Who takes an event in hand that is in nobody's.
    pub step_up: StepUp,
}

/// Who takes an event in hand that is in nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepUp {
    /// Anybody who runs it, at once.
    Immediate,
    /// An admin puts somebody there.
    AdminApproval,
}

impl Default for Settings {
    fn default() -> Self {
        Self { invites_enabled: true, step_up: StepUp::Immediate }
    }
}

impl StepUp {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Immediate, Self::AdminApproval];

    /// Its name in storage and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::AdminApproval => "admin_approval",
        }
    }

    /// The one of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for it in StepUp::ALL {
            assert_eq!(StepUp::of_name(it.as_str()), Some(it));
        }
        assert_eq!(StepUp::of_name("never"), None);
    }
}
