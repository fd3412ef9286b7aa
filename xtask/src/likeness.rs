//! The order of a module's functions, by likeness: each stands behind the one that it is most like, so that a compressor
//! finds what it repeats close by.
//!
//! What is like is told by runs of four bytes of their code: those that two functions have in common, against all that
//! either has, each counting the more the fewer functions have it.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context, Result};
use wasm_encoder::{NameMap, NameSection, Section};
use wasmparser::{Parser, Payload, TypeRef};

/// How many bytes are compared.
const RUN: usize = 4;

/// A run that stands in more than one function of so many says nothing about any two.
const COMMON: usize = 8;

/// A module with names for its functions, of which the order of the alphabet is that by likeness.
pub(crate) fn named(module: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies) = functions(module)?;
    let mut names = NameMap::new();
    let mut places = vec![0; bodies.len()];
    for (place, function) in by_likeness(&bodies).into_iter().enumerate() {
        *places.get_mut(function).context("there is no such function")? = place;
    }
    for (function, place) in places.into_iter().enumerate() {
        names.append(imported + u32::try_from(function)?, &format!("{place:08}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut with_names = module.to_vec();
    section.append_to(&mut with_names);
    Ok(with_names)
}

/// How many functions a module imports, and the code of its own.
fn functions(module: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload.context("the engine is no module")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let kind = import.context("an import of the engine cannot be read")?.ty;
                    imported += u32::from(matches!(kind, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// The numbers of functions in their order.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let likeness = Likeness::of(bodies);
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = left.pop_first();
    while let Some(function) = next {
        order.push(function);
        next = likeness.nearest(function, &left).or_else(|| left.first().copied());
        next.inspect(|next| _ = left.remove(next));
    }
    order
}

/// What functions have in common.
struct Likeness {
    /// Of each function the runs that say something.
    runs: Vec<Vec<Run>>,
    /// Of each function how much they count.
    sizes: Vec<u64>,
    /// In which functions each run stands, and how much it counts.
    standing: HashMap<Run, (Vec<usize>, u64)>,
}

type Run = [u8; RUN];

impl Likeness {
    fn of(bodies: &[&[u8]]) -> Self {
        let mut standing: HashMap<Run, (Vec<usize>, u64)> = HashMap::new();
        for (function, body) in bodies.iter().enumerate() {
            let runs: BTreeSet<Run> = body.windows(RUN).filter_map(|run| run.try_into().ok()).collect();
            for run in runs {
                standing.entry(run).or_default().0.push(function);
            }
        }
        standing.retain(|_, (functions, _)| (2..=bodies.len().div_ceil(COMMON).max(2)).contains(&functions.len()));
        let (mut runs, mut sizes) = (vec![Vec::new(); bodies.len()], vec![0; bodies.len()]);
        for (run, (functions, counts)) in &mut standing {
            *counts = u64::from((bodies.len() / functions.len()).ilog2()) + 1;
            for function in functions {
                if let Some((runs, size)) = runs.get_mut(*function).zip(sizes.get_mut(*function)) {
                    runs.push(*run);
                    *size += *counts;
                }
            }
        }
        Self { runs, sizes, standing }
    }

    /// Which of some functions is most like another; the first of several, and none where nothing is in common.
    fn nearest(&self, function: usize, among: &BTreeSet<usize>) -> Option<usize> {
        let mut common = vec![0; self.sizes.len()];
        for (functions, counts) in self.runs.get(function)?.iter().filter_map(|run| self.standing.get(run)) {
            for other in functions {
                *common.get_mut(*other)? += counts;
            }
        }
        let size = *self.sizes.get(function)?;
        let share = |other: usize| {
            let common = common.get(other).copied().filter(|common| *common > 0)?;
            Some((other, common, size + self.sizes.get(other)? - common))
        };
        let mut others = among.iter().filter_map(|other| share(*other));
        let first = others.next()?;
        // Of two parts the larger, without dividing.
        let larger = |best: (usize, u64, u64), other: (usize, u64, u64)| {
            if u128::from(other.1) * u128::from(best.2) > u128::from(best.1) * u128::from(other.2) {
                other
            } else {
                best
            }
        };
        Some(others.fold(first, larger).0)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, ImportSection, Module, TypeSection};

    use super::*;

    #[test]
    fn like_stands_beside_like() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"12345678", b"zzabcdefg", b"34567890", b"-"];
        assert_eq!(by_likeness(&bodies), [0, 2, 1, 3, 4]);
        assert_eq!(by_likeness(&[]), Vec::<usize>::new());
    }

    #[test]
    fn what_most_functions_have_tells_nothing() {
        let mut bodies: Vec<Vec<u8>> =
            (0..40_u8).map(|number| [b"prologue".as_slice(), &[number; 8]].concat()).collect();
        bodies.swap(1, 39);
        let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
        assert_eq!(by_likeness(&bodies), (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn names_follow_imports_in_the_order_by_likeness() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let (mut declared, mut code) = (FunctionSection::new(), CodeSection::new());
        for numbers in [[1, 2, 3, 4], [70, 71, 72, 73], [1, 2, 3, 5]] {
            declared.function(0);
            let mut body = Function::new([]);
            for number in numbers {
                body.instructions().i32_const(number).drop();
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&declared).section(&code);
        let named = named(&module.finish()).unwrap();
        let name = |text: &str| named.windows(8).position(|bytes| bytes == text.as_bytes()).unwrap();
        // The first and the third are alike: the third is named before the second.
        assert!(name("00000000") < name("00000002") && name("00000002") < name("00000001"));
        let read = Parser::new(0)
            .parse_all(&named)
            .filter(|payload| matches!(payload, Ok(Payload::CustomSection(section)) if section.name() == "name"));
        assert_eq!(read.count(), 1);
    }
}
