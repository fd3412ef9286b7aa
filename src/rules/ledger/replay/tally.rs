//! What the items of a book have come to bear on one day, and what of it is open.
//!
//! # How it is rounded
//! By line or by segment each item stands for itself. Once over the loan, the penalty interest of all items is
//! one sum that is rounded, and so is their compound interest: an item takes what the sum grows by, in the order
//! of due dates, after what settled items took for good. As the sum grows, a fen may pass from one item to an
//! earlier one after it was paid; it then is taken off what is open of the others, so that all items together
//! owe the rounded sum less what was paid and waived.

use crate::calendar::Date;
use crate::money::{Exact, Money, Stage};
use crate::rules::ledger::charge::Running;
use crate::rules::ledger::replay::accrual::{Charge, Mark};
use crate::rules::ledger::replay::book::{Accrued, Book, Charges, Item};
use crate::rules::ledger::replay::timeline::Bearing;
use crate::rules::ledger::terms::amount_of;

/// What one item has come to bear, and what of it is open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Borne {
    pub(super) charges: Charges,
    /// What is neither paid nor waived.
    pub(super) open: Accrued,
    /// What was waived of it.
    pub(super) waived: Accrued,
}

/// Where an item stands in sums over the loan: penalty and compound interest.
#[derive(Clone, Copy)]
struct Added {
    before: [Running; 2],
    exact: [Exact; 2],
}

impl Added {
    const NOTHING: Self = Self { before: [Running::ZERO; 2], exact: [Exact::ZERO; 2] };
}

impl Borne {
    /// What is not paid, before waivers.
    pub(super) fn unpaid(&self) -> Accrued {
        Accrued {
            penalty: self.open.penalty.plus(self.waived.penalty),
            compound: self.open.compound.plus(self.waived.compound),
        }
    }
}

/// A book on one day.
pub(super) struct Tally<'b, 'p> {
    book: &'b Book<'p>,
    to: Date,
    mark: Mark,
    /// Of each item from the first that is open on, where all are rounded as one sum.
    all: Vec<Borne>,
    added: Vec<Added>,
}

impl<'b, 'p> Tally<'b, 'p> {
    pub(super) fn new(book: &'b Book<'p>, to: Date) -> Self {
        let mut tally = Self { book, to, mark: book.rates.mark_to(to), all: Vec::new(), added: Vec::new() };
        if book.rates.counting.stage == Stage::Once {
            tally.share_out();
        }
        tally
    }

    /// The day.
    pub(super) fn to(&self) -> Date {
        self.to
    }

    /// What an item of the book has come to bear.
    pub(super) fn of(&self, index: usize) -> Borne {
        if self.book.rates.counting.stage == Stage::Once {
            let place = index.checked_sub(self.book.first_open);
            return place.and_then(|place| self.all.get(place)).copied().unwrap_or_default();
        }
        let Some(item) = self.book.items.get(index).filter(|item| self.bears(item)) else { return Borne::default() };
        let of = |charge: &Charge, bearing, mark| charge.accrued(&self.book.rates, bearing, self.to, mark);
        let [penalty, compound] = self.mark;
        let accrued = [of(&item.penalty, Bearing::Penalty, penalty), of(&item.compound, Bearing::Compound, compound)];
        let charges = self.book.charges(item, self.to, accrued);
        borne(item, charges)
    }

    /// What was rounded before an item, penalty and compound interest; nothing where it stands for itself.
    pub(super) fn before(&self, index: usize) -> [Running; 2] {
        self.added(index).before
    }

    fn added(&self, index: usize) -> Added {
        let place = index.checked_sub(self.book.first_open);
        place.and_then(|place| self.added.get(place)).copied().unwrap_or(Added::NOTHING)
    }

    /// Whether charges have begun on an item.
    fn bears(&self, item: &Item) -> bool {
        let end = item.settled_on.map_or(self.to, |settled_on| settled_on.min(self.to));
        self.book.terms.charged_days(item.open.due_on, end).is_some()
    }

    /// Rounds the sum of all items that are not settled, on top of what settled items took.
    fn share_out(&mut self) {
        let book = self.book;
        let mut running = book.behind;
        for item in book.items.get(book.first_open..book.fallen).unwrap_or(&[]) {
            let begun = item.settled_on.is_none() && self.bears(item);
            let (own, added) = if begun { self.grown(item, &mut running) } else { (Borne::default(), Added::NOTHING) };
            self.all.push(own);
            self.added.push(added);
        }
        let [mut penalty, mut compound] = [Money::ZERO; 2];
        let open = book.items.iter().skip(book.first_open).zip(&mut self.all);
        for (item, own) in open.filter(|(item, _)| item.settled_on.is_none()).rev() {
            penalty = carried(&mut own.open.penalty, &item.penalty, own.charges.due.penalty, penalty);
            compound = carried(&mut own.open.compound, &item.compound, own.charges.due.compound, compound);
        }
        for own in &mut self.all {
            let parts = [(&mut own.open.penalty, &mut penalty), (&mut own.open.compound, &mut compound)];
            for (open, over) in parts {
                let taken = (*open).min(*over);
                (*open, *over) = (open.minus(taken), over.minus(taken));
            }
        }
    }

    /// What an item adds to the sums, and what it bears then.
    fn grown(&self, item: &Item, running: &mut [Running; 2]) -> (Borne, Added) {
        let before = *running;
        let rates = &self.book.rates;
        let [penalty, compound] = self.mark;
        let exact = [
            item.penalty.exact(rates, Bearing::Penalty, self.to, penalty),
            item.compound.exact(rates, Bearing::Compound, self.to, compound),
        ];
        let [first, second] = running;
        let add = |sum: &mut Running, exact: Exact| {
            (sum.add(exact, rates.counting.rounding, Stage::Once), exact > Exact::ZERO)
        };
        let [of_penalty, of_compound] = exact;
        let accrued = [add(first, of_penalty), add(second, of_compound)];
        (borne(item, self.book.charges(item, self.to, accrued)), Added { before, exact })
    }
}

/// What is open of charges, each component for itself.
fn borne(item: &Item, charges: Charges) -> Borne {
    let due = charges.due;
    let waived = |charge: &Charge, due: Money| charge.waived.min(due.minus_to_zero(charge.paid));
    Borne {
        charges,
        open: Accrued { penalty: item.penalty.open(due.penalty), compound: item.compound.open(due.compound) },
        waived: Accrued { penalty: waived(&item.penalty, due.penalty), compound: waived(&item.compound, due.compound) },
    }
}

/// Takes off an open amount what was settled of later items beyond what they bear; gives what is left of that,
/// with what was settled of this one beyond what it bears.
fn carried(open: &mut Money, charge: &Charge, due: Money, over: Money) -> Money {
    let settled = charge.paid.plus(charge.waived);
    let taken = (*open).min(over);
    *open = open.minus(taken);
    over.minus(taken).plus(settled.minus_to_zero(due))
}

impl Book<'_> {
    /// Notes of which of some items nothing is owed any more; of none whose interest is not known.
    pub(super) fn close(&mut self, indices: impl Iterator<Item = usize>, on: Date) {
        let closed = |index: &usize| {
            let item = self.items.get(*index).filter(|_| *index < self.fallen);
            let is_paid = |item: &Item| amount_of(&item.open).known().is_some_and(|left| !left.is_positive());
            item.is_some_and(|item| item.settled_on.is_none() && is_paid(item))
        };
        let mut indices = indices.filter(closed).peekable();
        if indices.peek().is_none() {
            return;
        }
        let tally = Tally::new(self, on);
        let closing: Vec<(usize, Charges, [Exact; 2])> = indices
            .map(|index| (index, tally.of(index), tally.added(index).exact))
            .filter(|(_, borne, _)| borne.open == Accrued::default())
            .map(|(index, borne, exact)| (index, borne.charges, exact))
            .collect();
        for (index, charges, exact) in closing {
            let Some(item) = self.items.get_mut(index).filter(|item| item.settled_on.is_none()) else { continue };
            item.settled_on = Some(on);
            self.behind = settled(self.behind, item, charges, exact);
        }
    }
}

/// The sums with an item that is settled: what it took is what it was rounded to, but for what of it was not
/// settled, which passes to the others.
fn settled([penalty, compound]: [Running; 2], item: &Item, charges: Charges, exact: [Exact; 2]) -> [Running; 2] {
    let taken = |accrued: Money, due: Money, charge: &Charge| accrued.plus(charge.paid).plus(charge.waived).minus(due);
    let (Charges { accrued, due, .. }, [of_penalty, of_compound]) = (charges, exact);
    [
        penalty.with(of_penalty, taken(accrued.penalty, due.penalty, &item.penalty)),
        compound.with(of_compound, taken(accrued.compound, due.compound, &item.compound)),
    ]
}
