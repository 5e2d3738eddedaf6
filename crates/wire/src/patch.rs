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

/// Reads a field that is there and cannot be cleared: `null` is no value of it.
pub(crate) fn value<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
