//! What came back.

use std::fmt;

use gather_wire::ProblemCode;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::caller::SESSION;

pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// The text as JSON; `null` if it is none.
    pub body: Value,
}

impl Reply {
    pub async fn of(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Self { status, headers, text, body }
    }

    /// A header's value; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The session in the cookie that it sets; empty where it takes the cookie away.
    pub fn session(&self) -> Option<String> {
        let cookie = self.header("set-cookie");
        let value = cookie.strip_prefix(SESSION)?.strip_prefix('=')?;
        Some(value.split(';').next().unwrap_or_default().to_owned())
    }

    /// What the body says, for a success with this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        self.body
    }

    /// `ok`, or the problem's code.
    pub fn outcome(&self) -> String {
        match self.body["code"].as_str() {
            Some(code) => code.to_owned(),
            None if (200..300).contains(&self.status) => "ok".to_owned(),
            None => panic!("neither a success nor a problem: {self:?}"),
        }
    }

    /// It is a problem in every part of its form.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, code: ProblemCode) {
        let name = json!(code);
        assert_eq!((self.status, &self.body["code"]), (status, &name), "{self:?}");
        self.assert_is_problem();
    }

    /// It is some problem, in every part of its form.
    #[track_caller]
    pub fn assert_is_problem(&self) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        assert_eq!(self.body["status"], self.status, "{self:?}");
        let code = self.body["code"].as_str().unwrap_or_default();
        assert_eq!(self.body["type"], format!("urn:gather:problem:{code}"), "{self:?}");
        for part in ["title", "detail"] {
            assert!(self.body[part].as_str().is_some_and(|it| !it.is_empty()), "{self:?}");
        }
        assert_eq!(self.header("cache-control"), "no-store", "{self:?}");
        let challenge = self.header("www-authenticate");
        assert_eq!(challenge.starts_with("Bearer"), self.status == 401, "{self:?}");
    }

    /// It refuses exactly these fields: path and code.
    #[track_caller]
    pub fn assert_fields(&self, expected: &[(&str, &str)]) {
        self.assert_problem(422, ProblemCode::ValidationFailed);
        let mut fields: Vec<_> = self.body["fields"]
            .as_array()
            .unwrap_or_else(|| panic!("{self:?}"))
            .iter()
            .map(|it| (it["path"].as_str().unwrap(), it["code"].as_str().unwrap()))
            .collect();
        fields.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(fields, expected, "{self:?}");
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.text)
    }
}
