//! `PATCH` bodies: absent is unchanged, `null` is cleared.

use serde::{Deserialize, Deserializer};

/// Reads a field that is there. `null` becomes `Some(None)`; serde's default would make it `None`,
/// which is what an absent field means.
#[expect(clippy::option_option, reason = "absent, null and a value are three things")]
pub(crate) fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}
