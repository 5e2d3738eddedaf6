use leptos::prelude::*;

/// The shapes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An ear of wheat.
    Wheat,
    /// A bottle of milk.
    Milk,
    /// A leaf.
    Leaf,
    /// An exclamation mark in a triangle.
    Warning,
    /// A closed padlock.
    Lock,
    /// Two leaves on a stem: our mark.
    Sprig,
    /// Two sheets.
    Copy,
    /// A bell.
    Bell,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Wheat => {
                "M8 15V5M8 7C6 7 5 5.5 5 4c2 0 3 1.5 3 3Zm0 0c2 0 3-1.5 3-3-2 0-3 1.5-3 3Zm0 4c-2 \
                 0-3-1.5-3-3 2 0 3 1.5 3 3Zm0 0c2 0 3-1.5 3-3-2 0-3 1.5-3 3ZM8 4c-.9-.9-.9-2 \
                 0-3 .9 1 .9 2.1 0 3Z"
            }
            Self::Milk => "M6 1.5h4M6.5 1.5v2.7L4.5 7v7.5h7V7l-2-2.8V1.5M4.5 9h7",
            Self::Leaf => "M3 13c5 0 10-2 10-10C6 3 3 6.500 3 13Zm0 0 5.500-5.500",
            Self::Warning => "M8 2 1.500 13.500h13L8 2Zm0 4.500v3.500m0 1.800v.2",
            Self::Lock => "M4 7h8v6.500H4V7Zm1.500 0V5a2.500 2.500 0 0 1 5 0v2",
            Self::Sprig => {
                "M8 14.5V6.5M8 8.5C5.5 8.5 4 7 4 4.5c2.5 0 4 1.500 4 4Zm0 2.5c0-2.5 1.5-4 4-4 0 2.5-1.5 \
                 4-4 4Z"
            }
            Self::Bell => {
                "M3 11.500c1-1 1-2.500 1-4.500a4 4 0 0 1 8 0c0 2 0 3.500 1 4.500H3Zm3.500 2.500a1.500 1.500 0 0 \
                 0 3 0M8 3V1.500"
            }
            Self::Copy => "M5.500 5.500h8v8h-8zM3 10.500H2.500v-8h8V3",
        }
    }
}

/// A small picture beside a word. It says nothing by itself, so screen readers pass over it.
#[component]
pub fn Icon(
    /// Which.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=shape.path()></path>
        </svg>
    }
    .into_any()
}
