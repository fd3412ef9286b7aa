//! The response headers of the page, read from `headers.json` so that any host can be given the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use glob::{MatchOptions, Pattern};
use serde::Deserialize;

const MATCHING: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

#[derive(Debug, Deserialize)]
struct Document {
    rules: Vec<WrittenRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    #[serde(rename = "for")]
    paths: String,
    headers: BTreeMap<String, String>,
}

#[derive(Debug, Clone)]
struct Rule {
    paths: Pattern,
    headers: HeaderMap,
}

/// The rules that give a response its headers by the path of its request.
#[derive(Debug, Clone)]
pub(crate) struct Rules(Vec<Rule>);

impl Rules {
    /// Reads the rules from a file.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("could not read `{}`", path.display()))?;
        Self::parse(&text).with_context(|| format!("in `{}`", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let document: Document = serde_json::from_str(text)?;
        document.rules.into_iter().map(Rule::try_from).collect::<Result<_>>().map(Self)
    }

    /// The headers of the response to a request for this path.
    pub(crate) fn of(&self, path: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for rule in self.0.iter().filter(|rule| rule.paths.matches_with(path, MATCHING)) {
            for (name, value) in &rule.headers {
                headers.insert(name, value.clone());
            }
        }
        headers
    }
}

impl TryFrom<WrittenRule> for Rule {
    type Error = anyhow::Error;

    fn try_from(written: WrittenRule) -> Result<Self> {
        let mut headers = HeaderMap::new();
        for (name, value) in &written.headers {
            headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        }
        Ok(Self { paths: Pattern::new(&written.paths)?, headers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = include_str!("../headers.json");

    fn policy(path: &str) -> String {
        let headers = Rules::parse(WRITTEN).unwrap().of(path);
        headers.get("content-security-policy").unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn no_document_may_compile_wasm() {
        for path in ["/", "/index.html", "/assets/index-1a2b.js", "/sub/page.html", "/assets/not-engine-worker.js"] {
            assert!(!policy(path).contains("wasm"), "{path}");
            assert!(policy(path).contains("require-trusted-types-for 'script'"), "{path}");
        }
    }

    #[test]
    fn only_the_worker_may_compile_wasm() {
        for path in ["/engine-worker.js", "/assets/engine-worker-1a2b.js", "/a/b/engine-worker.js"] {
            assert!(policy(path).contains("script-src 'self' 'wasm-unsafe-eval'"), "{path}");
            assert!(!policy(path).contains("'unsafe-eval'"), "{path}");
        }
    }

    #[test]
    fn the_service_worker_may_ask_its_own_host_alone() {
        let policy = policy("/service-worker.js");
        assert!(policy.contains("default-src 'none'; script-src 'self'; connect-src 'self';"), "{policy}");
        assert!(!policy.contains("wasm") && !policy.contains("img-src"), "{policy}");
    }

    #[test]
    fn the_worker_keeps_the_other_headers() {
        let headers = Rules::parse(WRITTEN).unwrap().of("/assets/engine-worker-1a2b.js");
        assert_eq!(headers.get("x-content-type-options").unwrap(), "nosniff");
        assert_eq!(headers.get("referrer-policy").unwrap(), "no-referrer");
        assert_eq!(headers.get("cross-origin-opener-policy").unwrap(), "same-origin");
    }

    #[test]
    fn a_rule_that_cannot_be_sent_is_refused() {
        let rules = |text: &str| Rules::parse(text);
        assert!(rules(r#"{"rules":[{"for":"/**","headers":{"a b":"c"}}]}"#).is_err());
        assert!(rules(r#"{"rules":[{"for":"/***","headers":{}}]}"#).is_err());
        assert!(rules(r#"{"rules":[{"for":"/**","header":{}}]}"#).is_err());
    }
}
