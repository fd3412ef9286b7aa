//! A policy as data for reading: clause by clause, each value with its label, source and place.
//!
//! The view is taken from the document itself, so that a value cannot be left out of it: every object
//! that carries a source is an entry.

use crate::json::{self, Map, Value};
use serde::Serialize;

use crate::calendar::Date;
use crate::policy::model::{Document, Policy, Words};
use crate::reader::{Path, visit};

/// The names of sections and values in three languages.
const LABELS: &str = include_str!("builtin/labels.json");

/// One version of a policy, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionRef {
    /// The version.
    pub version: String,
    /// SHA-256 over its RFC 8785 bytes.
    pub fingerprint: String,
    /// First day on which it is in force.
    pub effective_from: Date,
    /// Last day on which it is in force; absent while it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<Date>,
}

/// One policy of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicySummary {
    /// Its id.
    pub id: String,
    /// Title of its newest version.
    pub title: Words,
    /// Its versions, oldest first.
    pub versions: Vec<VersionRef>,
}

/// The policies that ship.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyList {
    /// Each policy once.
    pub policies: Vec<PolicySummary>,
}

/// A value of a policy with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry<'p> {
    /// JSON pointer to the entry in the document.
    pub pointer: String,
    /// What it is, in words: its own words where it has some, else the name of the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// The value: of a cited value the value alone; of a band, clause or list entry all its fields but
    /// label and source.
    pub value: Value,
    /// Document, clause, confidence, first day, day of review, reading.
    pub source: &'p Value,
}

/// A section of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Section<'p> {
    /// The key of the section in the document.
    pub id: &'p str,
    /// Its name in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// Its values, in the order of reading.
    pub entries: Vec<Entry<'p>>,
}

/// One version of a policy, clause by clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyView<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its title.
    pub title: &'p Words,
    /// The version shown.
    #[serde(flatten)]
    pub version: VersionRef,
    /// Every version of the policy, oldest first.
    pub versions: Vec<VersionRef>,
    /// The plans and laws that sources name.
    pub documents: &'p [Document],
    /// The sections, in the order of reading.
    pub sections: Vec<Section<'p>>,
}

/// The names of sections and values, in the order of reading.
struct Labels(Vec<(String, Words)>);

impl Labels {
    fn read() -> Self {
        let table = json::parse(LABELS).map(|parsed| parsed.value).unwrap_or_default();
        let mut labels = Vec::new();
        for row in table.as_array().into_iter().flatten() {
            if let (Some(pointer), Some(words)) = (row.get("pointer").and_then(Value::as_str), words(row)) {
                labels.push((pointer.to_owned(), words));
            }
        }
        Self(labels)
    }

    fn get(&self, pointer: &str) -> Option<&Words> {
        self.0.iter().find(|(known, _)| known == pointer).map(|(_, label)| label)
    }

    /// The nearest name around a pointer.
    fn around(&self, pointer: &str) -> Option<&Words> {
        self.0.get(self.place(pointer)).map(|(_, label)| label)
    }

    /// Where a pointer comes in the order of reading: with the nearest name around it.
    fn place(&self, pointer: &str) -> usize {
        let around =
            |known: &str| pointer.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.0.iter().rposition(|(known, _)| around(known)).unwrap_or(self.0.len())
    }

    /// Where in a list what a pointer leads to is put, behind what comes before it or with it. `places` are
    /// the places of what the list holds.
    fn put(&self, pointer: &str, places: &mut Vec<usize>) -> usize {
        let own = self.place(pointer);
        let index = places.partition_point(|place| *place <= own);
        places.insert(index, own);
        index
    }
}

/// Words in the three languages, where the value has all of them.
fn words(value: &Value) -> Option<Words> {
    let text = |language| value.get(language)?.as_str().map(str::to_owned);
    Some(Words { simplified: text("zh-Hans")?, traditional: text("zh-Hant")?, en: text("en")? })
}

/// Views one version among the versions of its policy.
#[must_use]
pub fn policy<'p>(policy: &'p Policy, versions: &[Policy]) -> PolicyView<'p> {
    let labels = Labels::read();
    let (mut sections, mut places) = (Vec::new(), Vec::new());
    for (id, value) in policy.tree.as_object().into_iter().flatten() {
        if let Some(section) = section(id, value, &labels) {
            let place = labels.put(&format!("/{id}"), &mut places);
            sections.insert(place, section);
        }
    }
    let mut all = Vec::new();
    for one in versions {
        all.push(version(one));
    }
    PolicyView {
        id: &policy.id,
        title: &policy.title,
        version: version(policy),
        versions: all,
        documents: &policy.documents,
        sections,
    }
}

/// Lists policies, of which versions of one id stand together, oldest first.
#[must_use]
pub fn list(versions: &[Policy]) -> PolicyList {
    let mut policies: Vec<PolicySummary> = Vec::new();
    for policy in versions {
        if policies.last().is_none_or(|last| last.id != policy.id) {
            let (id, title) = (policy.id.clone(), policy.title.clone());
            policies.push(PolicySummary { id, title, versions: Vec::new() });
        }
        if let Some(last) = policies.last_mut() {
            last.title.clone_from(&policy.title);
            last.versions.push(version(policy));
        }
    }
    PolicyList { policies }
}

fn version(policy: &Policy) -> VersionRef {
    VersionRef {
        version: policy.version.clone(),
        fingerprint: policy.fingerprint.clone(),
        effective_from: policy.effective_from,
        effective_to: policy.effective_to,
    }
}

/// A section with everything in it that has a source; none where nothing has.
fn section<'p>(id: &'p str, value: &'p Value, labels: &Labels) -> Option<Section<'p>> {
    let path = Path::Root;
    let (mut entries, mut places) = (Vec::new(), Vec::new());
    visit(value, path.field(id), &mut |value, path| {
        if let Some((fields, source)) = value.as_object().and_then(|fields| Some((fields, fields.get("source")?))) {
            let entry = entry(fields, source, path.to_string(), labels);
            let place = labels.put(&entry.pointer, &mut places);
            entries.insert(place, entry);
        }
        true
    });
    let label = labels.get(&format!("/{id}")).cloned();
    (!entries.is_empty()).then_some(Section { id, label, entries })
}

fn entry<'p>(fields: &Map, source: &'p Value, pointer: String, labels: &Labels) -> Entry<'p> {
    let value = fields.get("value").cloned().unwrap_or_else(|| {
        let own = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "label" | "source"));
        Value::Object(own.map(|(name, value)| (name.clone(), value.clone())).collect())
    });
    let label = fields.get("label").and_then(words).or_else(|| labels.around(&pointer).cloned());
    Entry { pointer, label, value, source }
}
