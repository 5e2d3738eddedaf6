use leptos::prelude::*;

/// A part of a view that follows signals.
pub type Dynamic = Box<dyn FnMut() -> AnyView + Send>;

/// Makes a part of a view from a closure.
///
/// The closure alone would do. Boxed, all of them are of one type, and the code that builds and
/// renews such a part is downloaded once instead of once for each.
pub fn dynamic<V: IntoView + 'static>(mut part: impl FnMut() -> V + Send + 'static) -> Dynamic {
    Box::new(move || part().into_any())
}
