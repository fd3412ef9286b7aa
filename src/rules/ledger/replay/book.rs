//! The book of one loan while its history is replayed: what is owed on each installment, and how each
//! event moves it.

use std::ops::Range;

use crate::calendar::{Date, DayRange};
use crate::case::Arrear;
use crate::case::history::{Event, EventKind, History, Installment};
use crate::condition::{Bounds, Kleene};
use crate::money::{Money, Rate, Stage};
use crate::policy::allocation::{Component, Excess, Order, Reach};
use crate::rules::ledger::allocation::{Allocated, Due, allocate_at, allocate_kept};
use crate::rules::ledger::charge::{Charged, Piece, Running, Segment, exact_sum};
use crate::rules::ledger::replay::accrual::{BaseStep, Charge, Rates};
use crate::rules::ledger::replay::tally::Tally;
use crate::rules::ledger::replay::timeline::Bearing;
use crate::rules::ledger::terms::{PenaltyTerms, amount_of};

/// What an item of the book comes from, by its place in the list as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// An installment of the schedule.
    Row(usize),
    /// The principal that an acceleration made due.
    Acceleration(usize),
    /// A fee.
    Fee(usize),
    /// A cost of collecting the debt.
    Cost(usize),
    /// An arrear of a snapshot.
    Arrear(usize),
}

/// Amounts that fell due on one day, or will.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) origin: Origin,
    /// What of it is unpaid.
    pub(super) open: Arrear,
    /// What of it was unpaid when it fell due.
    pub(super) fallen: Arrear,
    pub(super) penalty: Charge,
    pub(super) compound: Charge,
    /// What of its penalty interest bears compound interest, and for how many months it has been added.
    added: Money,
    months: u32,
    /// Its unpaid principal over time, where the policy caps the cost a year.
    pub(super) owing: Vec<BaseStep>,
    /// The day from which nothing of it is owed any more.
    pub(super) settled_on: Option<Date>,
}

impl Item {
    pub(super) fn new(origin: Origin, open: Arrear) -> Self {
        let (penalty, compound) = (Charge::default(), Charge::default());
        let (added, months, owing) = (Money::ZERO, 0, Vec::new());
        Self { origin, open, fallen: open, penalty, compound, added, months, owing, settled_on: None }
    }

    /// The next day on which a month has passed since it fell due.
    fn next_month(&self) -> Date {
        self.open.due_on.plus_months(self.months.saturating_add(1))
    }

    fn interest(&self) -> Money {
        self.open.interest.unwrap_or(Money::ZERO)
    }

    /// What of one component is unpaid, of those that do not accrue.
    fn part(&mut self, component: Component) -> Option<&mut Money> {
        match component {
            Component::Fee | Component::Cost => Some(&mut self.open.fees),
            Component::Interest => Some(self.open.interest.get_or_insert(Money::ZERO)),
            Component::Principal => Some(&mut self.open.principal),
            Component::Penalty | Component::Compound => None,
        }
    }

    fn charge(&mut self, component: Component) -> Option<&mut Charge> {
        match component {
            Component::Penalty => Some(&mut self.penalty),
            Component::Compound => Some(&mut self.compound),
            _ => None,
        }
    }
}

/// Penalty and compound interest of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Accrued {
    pub(super) penalty: Money,
    pub(super) compound: Money,
}

impl Accrued {
    /// Both within what there is room for; compound interest is cut first, but never what of it was settled
    /// already: a cap that penalty interest reaches later does not undo a payment, and is not passed by it.
    fn within(self, room: Money, settled: Money) -> Self {
        let kept = settled.min(self.compound).min(room);
        let penalty = self.penalty.min(room.minus(kept));
        Self { penalty, compound: self.compound.min(room.minus(penalty)) }
    }
}

/// What an item has come to bear, after each setting that may move it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Charges {
    /// As it accrued.
    pub(super) accrued: Accrued,
    /// Raised to the smallest charge.
    pub(super) raised: Accrued,
    /// Cut to the share of principal.
    pub(super) shared: Accrued,
    /// Cut to the total cost; what is owed before payments and waivers.
    pub(super) due: Accrued,
}

/// What an event, or money kept from an earlier one, has settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    /// The event's place in the list as it was given; none where kept money was used.
    pub(super) event: Option<usize>,
    pub(super) on: Date,
    /// Item, component, amount.
    pub(super) parts: Vec<(usize, Component, Money)>,
    /// What was left over: of a payment, kept; of a waiver, without effect.
    pub(super) rest: Money,
}

/// How the caps on the charges of an item are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caps {
    /// As the policy says.
    Agreed,
    /// As if they took everything: no less is charged, whatever a rate comes to that is not known.
    Least,
    /// As if there were none: no more is charged.
    Most,
}

/// What a book is kept by.
pub(super) struct Rules<'p> {
    pub(super) terms: PenaltyTerms<'p>,
    pub(super) caps: Caps,
    pub(super) rates: Rates,
    /// Days on which days past due do not count.
    pub(super) clock: Vec<DayRange>,
    pub(super) order: &'p Order,
}

/// The book.
#[derive(Debug)]
pub(super) struct Book<'p> {
    pub(super) terms: PenaltyTerms<'p>,
    caps: Caps,
    pub(super) rates: Rates,
    pub(super) clock: Vec<DayRange>,
    order: &'p Order,
    /// By due date, the oldest first; those that have not fallen due yet stand last.
    pub(super) items: Vec<Item>,
    /// How many have fallen due.
    pub(super) fallen: usize,
    /// The first that is not settled.
    pub(super) first_open: usize,
    /// Where installments lie that fall due later and of which something may be paid in advance.
    later: Range<usize>,
    /// Principal not yet due, step by step since the last due date of the schedule.
    pub(super) undue: Vec<BaseStep>,
    /// That due date; before the first the day of the drawdown.
    undue_from: Date,
    /// Principal that no installment repays.
    unscheduled: Money,
    /// Money paid in excess and kept.
    pub(super) credit: Money,
    /// The working of interest that an acceleration made due.
    pub(super) accelerated_interest: Vec<Segment>,
    pub(super) settled: Vec<Settled>,
    /// Penalty and compound interest of settled items, where they are rounded once over the loan.
    pub(super) behind: [Running; 2],
    due: Vec<Due>,
}

impl<'p> Book<'p> {
    /// The book of a history before anything happened.
    pub(super) fn open(history: &History, events: &[Event], rules: Rules<'p>) -> Self {
        let scheduled = history.schedule.iter().fold(Money::ZERO, |sum, row| sum.plus(row.principal));
        let items = items(history, events, rules.terms);
        let undue = vec![BaseStep { on: rules.rates.first(history.drawn_on), base: history.drawn }];
        let unscheduled = history.drawn.minus_to_zero(scheduled);
        Self { unscheduled, undue, undue_from: history.drawn_on, ..Self::of(items, rules) }
    }

    /// The book of items on which nothing happens but that they fall due.
    pub(super) fn of(items: Vec<Item>, rules: Rules<'p>) -> Self {
        let Rules { terms, caps, rates, clock, order } = rules;
        let later = 0..items.len();
        Self {
            terms,
            caps,
            rates,
            clock,
            order,
            items,
            fallen: 0,
            first_open: 0,
            later,
            undue: Vec::new(),
            undue_from: Date::LAST,
            unscheduled: Money::ZERO,
            credit: Money::ZERO,
            accelerated_interest: Vec::new(),
            settled: Vec::new(),
            behind: [Running::ZERO; 2],
            due: Vec::new(),
        }
    }

    /// Replays events, in their order, and lets everything fall due up to a day.
    pub(super) fn replay(&mut self, events: &[Event], as_of: Date) {
        for event in events {
            match event.kind {
                EventKind::Payment { amount, reversed_on } if reversed_on.is_none_or(|on| on > as_of) => {
                    self.fall_due(event.on);
                    self.pay(Some(event.index), event.on, amount);
                }
                EventKind::Waiver { component, amount } => {
                    self.fall_due(event.on);
                    self.waive(event.index, event.on, component, amount);
                }
                _ => {}
            }
        }
        self.fall_due(as_of);
    }

    /// Lets everything fall due up to and on a day; money that was kept pays it on its own day.
    fn fall_due(&mut self, day: Date) {
        while let Some(on) = self.items.get(self.fallen).map(|item| item.open.due_on).filter(|on| *on <= day) {
            self.add_penalty(on);
            while self.items.get(self.fallen).is_some_and(|item| item.open.due_on == on) {
                self.fall(self.fallen, on);
            }
            if self.credit.is_positive() {
                let credit = std::mem::replace(&mut self.credit, Money::ZERO);
                self.pay(None, on, credit);
            }
        }
        self.add_penalty(day);
    }

    /// What of every item is unpaid on a day, or will be once money that was kept has paid what falls due later.
    pub(super) fn unpaid(&self, day: Date) -> Vec<Arrear> {
        let mut open: Vec<Arrear> = self.items.iter().map(|item| item.open).collect();
        if self.credit.is_positive() {
            let mut due: Vec<Due> = self.items.iter().enumerate().map(|(index, item)| owed(index, item)).collect();
            let _left = allocate_kept(self.credit, day, Date::LAST, self.order, &mut due);
            for (arrear, due) in open.iter_mut().zip(&due) {
                arrear.fees = due.amount(Component::Fee).plus(due.amount(Component::Cost));
                arrear.interest = Some(due.amount(Component::Interest));
                arrear.principal = due.amount(Component::Principal);
            }
        }
        open
    }

    /// Adds unpaid penalty interest to what bears compound interest, on every day up to and on one on which a month
    /// has passed since an item fell due.
    fn add_penalty(&mut self, to: Date) {
        while let Some(on) = self.compounding().map(|(_, item)| item.next_month()).min().filter(|on| *on <= to) {
            let tally = Tally::new(self, on);
            let due = self.compounding().filter(|(_, item)| item.next_month() == on);
            let open: Vec<(usize, Money)> = due.map(|(index, _)| (index, tally.of(index).open.penalty)).collect();
            for (index, penalty) in open {
                if let Some(item) = self.items.get_mut(index) {
                    item.added = penalty;
                    item.months = item.months.saturating_add(1);
                }
                self.rebase(index, on);
            }
        }
    }

    /// What has fallen due and bears penalty interest that is compounded, with its place.
    fn compounding(&self) -> impl Iterator<Item = (usize, &Item)> {
        let last = if self.terms.compounds_penalty() { self.fallen } else { 0 };
        let fallen = self.items.iter().enumerate().take(last).skip(self.first_open);
        fallen.filter(|(_, item)| item.settled_on.is_none() && item.fallen.principal.is_positive())
    }

    fn fall(&mut self, index: usize, on: Date) {
        self.fallen = index.saturating_add(1);
        let accelerates = matches!(self.items.get(index), Some(Item { origin: Origin::Acceleration(_), .. }));
        if accelerates {
            self.accelerate(index, on);
        }
        let Some(item) = self.items.get_mut(index) else { return };
        item.fallen = item.open;
        if matches!(item.origin, Origin::Row(_)) {
            let left = self.undue.last().map_or(Money::ZERO, |step| step.base).minus(item.open.principal);
            self.undue.clear();
            self.undue.push(BaseStep { on: self.rates.first(on), base: left });
            self.undue_from = on;
        }
        self.rebase(index, on);
        self.close(std::iter::once(index), on);
    }

    /// Moves the principal of every later installment to one that is due now, with the interest that has
    /// accrued on it since the last due date. Interest and fees that were paid in advance come back.
    fn accelerate(&mut self, index: usize, on: Date) {
        let (mut principal, mut prepaid) = (self.unscheduled, Money::ZERO);
        for item in self.items.iter_mut().skip(index).filter(|item| matches!(item.origin, Origin::Row(_))) {
            let (agreed, open) = (item.fallen, item.open);
            principal = principal.plus(open.principal);
            let fees = agreed.fees.minus(open.fees);
            prepaid =
                prepaid.plus(fees).plus(agreed.interest.unwrap_or_default().minus(open.interest.unwrap_or_default()));
            item.open = nothing(open.due_on);
            item.fallen = item.open;
            item.settled_on = Some(on);
        }
        let charged = self.accruing(on);
        self.accelerated_interest = charged.segments;
        let interest = charged.amount.minus_to_zero(prepaid);
        self.credit = self.credit.plus(prepaid.minus_to_zero(charged.amount));
        self.undue.clear();
        self.unscheduled = Money::ZERO;
        if let Some(item) = self.items.get_mut(index) {
            item.open = Arrear { principal, interest: Some(interest), ..item.open };
        }
    }

    /// Contract interest on principal not yet due, from the last due date to a day.
    pub(super) fn accruing(&self, to: Date) -> Charged {
        let begun = if self.undue_from < to { self.undue.as_slice() } else { &[] };
        self.rates.charged(begun, Bearing::Contract, to)
    }

    /// Principal not yet due.
    pub(super) fn principal_not_due(&self) -> Money {
        self.undue.last().map_or(Money::ZERO, |step| step.base)
    }

    /// Interest and fees that were paid in advance on what has not fallen due yet.
    pub(super) fn prepaid(&self) -> Money {
        let later = self.items.iter().skip(self.fallen).filter(|item| matches!(item.origin, Origin::Row(_)));
        later.fold(Money::ZERO, |sum, item| {
            let (agreed, open) = (item.fallen, item.open);
            let interest = agreed.interest.unwrap_or_default().minus(open.interest.unwrap_or_default());
            sum.plus(interest).plus(agreed.fees.minus(open.fees))
        })
    }

    /// Sets what of an item bears from a day on.
    fn rebase(&mut self, index: usize, on: Date) {
        let from = self.items.get(index).map(|item| (item.open.due_on, self.charged_from(item.open.due_on)));
        let (Some((due_on, from)), Some(item)) = (from, self.items.get_mut(index)) else { return };
        let (terms, day) = (self.terms, self.rates.changed(on, from));
        let counts = terms.counts(amount_of(&item.open)) != Kleene::False;
        let base = if counts { terms.penalty_base(&item.open).low } else { Money::ZERO };
        let interest = if counts && terms.compounds() { item.interest().plus(item.added) } else { Money::ZERO };
        let [penalty, compound] = self.rates.mark(day);
        item.penalty.rebase(day, base, penalty);
        item.compound.rebase(day, interest, compound);
        if terms.cost_cap().is_some() {
            step(&mut item.owing, BaseStep { on: self.rates.changed(on, due_on), base: item.open.principal });
        }
    }

    /// The first day on which an item bears anything.
    fn charged_from(&self, due_on: Date) -> Date {
        // The terms give no days before the first of them has passed, so they are asked of a late one.
        self.terms.charged_days(due_on, Date::LAST).map_or(due_on, |days| days.from)
    }

    /// What an item has come to bear up to a day, of what has accrued on it: each amount, and whether it is
    /// more than nothing before it is rounded.
    pub(super) fn charges(&self, item: &Item, to: Date, [penalty, compound]: [(Money, bool); 2]) -> Charges {
        let raised = |(amount, bears)| self.terms.at_least(amount, bears);
        let accrued = Accrued { penalty: penalty.0, compound: compound.0 };
        let raised = Accrued { penalty: raised(penalty), compound: raised(compound) };
        let share = self.terms.share_cap(item.fallen.principal);
        let (shared, due) = match self.caps {
            Caps::Agreed => {
                let settled = item.compound.paid.plus(item.compound.waived);
                let within = |charges: Accrued, most| charges.within(most, settled);
                let shared = share.map_or(raised, |most| within(raised, most));
                (shared, self.terms.cost_cap().map_or(shared, |cap| within(shared, self.room(item, cap, to).1)))
            }
            Caps::Least => (Accrued::default(), Accrued::default()),
            Caps::Most => {
                // Of one sum that is rounded, a fen may lie with one item or with another.
                let more = if self.rates.counting.stage == Stage::Once { Money::from_fen(1) } else { Money::ZERO };
                let most = |amount: Money, bears: bool| if bears { amount.plus(more) } else { amount };
                let most =
                    Accrued { penalty: most(raised.penalty, penalty.1), compound: most(raised.compound, compound.1) };
                (most, most)
            }
        };
        Charges { accrued, raised, shared, due }
    }

    /// What an item may cost in all up to a day, and what that leaves for penalty and compound interest.
    pub(super) fn room(&self, item: &Item, cap: Rate, to: Date) -> (Money, Money) {
        let to = self.rates.end(to);
        let ends = item.owing.iter().skip(1).map(|step| step.on).chain([to]);
        let pieces: Vec<Piece> = item
            .owing
            .iter()
            .zip(ends)
            .map(|(step, end)| Piece {
                range: DayRange { from: step.on, to: end.min(to) },
                base: step.base,
                annual_rate: cap,
            })
            .collect();
        let counting = &self.rates.counting;
        let of_principal = exact_sum(&pieces, counting).rounded(counting.rounding);
        let interest = item.fallen.interest.unwrap_or(Money::ZERO);
        let rate = self.rates.contract_on(item.open.due_on);
        let allowed = of_principal.plus(interest.scaled(cap, rate, counting.rounding));
        (allowed, allowed.minus_to_zero(interest.plus(item.fallen.fees)))
    }

    /// Days past due on a day: from the oldest due date of something that counts, or the end of grace for
    /// classification, without the days on which the clock stood still.
    fn days_past_due(&self, on: Date) -> u32 {
        let open = self.items.get(self.first_open..self.fallen).unwrap_or(&[]);
        let counts = |item: &&Item| self.terms.counts(Bounds::exactly(item.open.known_part())) == Kleene::True;
        let grace = self.terms.policy.grace.value.uncounted_days();
        open.iter().find(counts).map_or(0, |item| {
            let range = DayRange { from: item.open.due_on.plus_days(grace), to: on };
            range.days().saturating_sub(range.days_in(&self.clock))
        })
    }

    /// Allocates a payment to what is unpaid on its day.
    fn pay(&mut self, event: Option<usize>, on: Date, amount: Money) {
        self.first_open = self.next_open();
        let days = if self.order.looks_at_days() { self.days_past_due(on) } else { 0 };
        let mut due = std::mem::take(&mut self.due);
        due.clear();
        self.list_fallen(&mut due, on, days, amount);
        if self.order.excess != Excess::Keep {
            self.trim_later();
        }
        self.list_later(&mut due, on, days, amount);
        let Allocated { parts, excess } = allocate_at(amount, on, days, self.order, &mut due);
        let parts = parts.into_iter().filter_map(|part| {
            let item = due.get(part.index)?.installment;
            Some((item, part.component, part.amount))
        });
        let parts: Vec<(usize, Component, Money)> = parts.collect();
        self.due = due;
        for (index, component, amount) in &parts {
            self.settle(*index, *component, *amount, on);
        }
        self.close(parts.iter().map(|(index, ..)| *index), on);
        self.credit = self.credit.plus(excess);
        if event.is_some() || !parts.is_empty() {
            self.settled.push(Settled { event, on, parts, rest: excess });
        }
    }

    fn next_open(&self) -> usize {
        let open = self.items.get(self.first_open..self.fallen).unwrap_or(&[]);
        let settled = open.iter().take_while(|item| item.settled_on.is_some()).count();
        self.first_open.saturating_add(settled)
    }

    /// Lists what has fallen due, the oldest first; where the order finishes one installment after the
    /// other, no more of it than a payment can reach.
    fn list_fallen(&self, due: &mut Vec<Due>, on: Date, days: u32, amount: Money) {
        let tally = Tally::new(self, on);
        let reached = match self.order.passes(days) {
            [pass] if pass.reach == Reach::FallenDue && pass.components.len() > 1 => Some(&pass.components),
            _ => None,
        };
        let mut sum = Money::ZERO;
        let open = self.items.get(self.first_open..self.fallen).unwrap_or(&[]);
        for (item, index) in open.iter().zip(self.first_open..) {
            let own = Self::owed(index, item, &tally);
            due.push(own);
            let Some(components) = reached else { continue };
            sum = components.iter().fold(sum, |sum, component| sum.plus(own.amount(*component)));
            if sum >= amount {
                return;
            }
        }
    }

    /// Everything that an item owes on a day.
    fn owed(index: usize, item: &Item, tally: &Tally<'_, '_>) -> Due {
        if item.settled_on.is_some() {
            return Due::new(index, item.open.due_on);
        }
        let open = tally.of(index).open;
        owed(index, item).with(Component::Penalty, open.penalty).with(Component::Compound, open.compound)
    }

    /// Leaves out, at both ends, installments that have fallen due or are paid in advance already.
    fn trim_later(&mut self) {
        let idle = |index: usize| {
            let open = |item: &Item| matches!(item.origin, Origin::Row(_)) && item.open.known_part().is_positive();
            index < self.fallen || !self.items.get(index).is_some_and(open)
        };
        let Range { start, end } = self.later.clone();
        let start = (start..end).find(|index| !idle(*index)).unwrap_or(end);
        let end = (start..end).rev().find(|index| !idle(*index)).map_or(start, |last| last.saturating_add(1));
        self.later = start..end;
    }

    /// Adds installments that fall due later, as far as the order may pay them in advance: until the first
    /// pass over them would take the whole amount.
    fn list_later(&self, due: &mut Vec<Due>, on: Date, days: u32, amount: Money) {
        let mut passes = self.order.passes(days).iter();
        let Some(pass) = passes.find(|pass| pass.reach.is_in_advance()) else { return };
        let first = due.len();
        let mut later = self.later.clone().filter_map(|index| {
            let item = self.items.get(index)?;
            (matches!(item.origin, Origin::Row(_)) && item.open.due_on > on).then(|| owed(index, item))
        });
        let mut room = Money::ZERO;
        while room < amount || self.order.excess == Excess::Spread {
            let last_first = self.order.excess == Excess::LastInstallment;
            let Some(own) = (if last_first { later.next_back() } else { later.next() }) else { break };
            room = pass.components.iter().fold(room, |room, component| room.plus(own.amount(*component)));
            due.push(own);
        }
        if self.order.excess == Excess::LastInstallment {
            due.get_mut(first..).unwrap_or(&mut []).reverse();
        }
    }

    /// Takes an amount off a component of an item.
    fn settle(&mut self, index: usize, component: Component, amount: Money, on: Date) {
        let is_later = index >= self.fallen;
        let Some(item) = self.items.get_mut(index) else { return };
        if let Some(charge) = item.charge(component) {
            charge.paid = charge.paid.plus(amount);
            self.take_added(index, component, amount, on);
        } else if let Some(part) = item.part(component) {
            *part = part.minus(amount);
            if is_later {
                self.pay_in_advance(component, amount, on);
            } else {
                self.rebase(index, on);
            }
        }
    }

    /// Penalty interest that is settled no longer bears compound interest, what was added first.
    fn take_added(&mut self, index: usize, component: Component, amount: Money, on: Date) {
        let item = self.items.get_mut(index).filter(|item| component == Component::Penalty && item.added.is_positive());
        if let Some(item) = item {
            item.added = item.added.minus_to_zero(amount);
            self.rebase(index, on);
        }
    }

    fn pay_in_advance(&mut self, component: Component, amount: Money, on: Date) {
        if component == Component::Principal {
            let base = self.principal_not_due().minus(amount);
            step(&mut self.undue, BaseStep { on: self.rates.changed(on, self.undue_from), base });
        }
    }

    /// Takes a waiver off the oldest amounts of its component that have fallen due; of principal, then
    /// off what falls due later, the next first. What there is not is not waived.
    fn waive(&mut self, event: usize, on: Date, component: Component, amount: Money) {
        let mut rest = amount;
        let mut parts: Vec<(usize, Component, Money)> = Vec::new();
        let last = if component == Component::Principal { self.items.len() } else { self.fallen };
        let tally = Tally::new(self, on);
        for index in self.first_open..last {
            let Some(item) = self.items.get(index).filter(|_| rest.is_positive()) else { break };
            let open = match component {
                Component::Penalty => tally.of(index).open.penalty,
                Component::Compound => tally.of(index).open.compound,
                other => owed(index, item).amount(other),
            };
            let taken = rest.min(open);
            if taken.is_positive() {
                rest = rest.minus(taken);
                parts.push((index, component, taken));
            }
        }
        for (index, component, amount) in &parts {
            self.give_up(*index, *component, *amount, on);
        }
        self.close(parts.iter().map(|(index, ..)| *index), on);
        self.settled.push(Settled { event: Some(event), on, parts, rest });
    }

    fn give_up(&mut self, index: usize, component: Component, amount: Money, on: Date) {
        match self.items.get_mut(index).and_then(|item| item.charge(component)) {
            Some(charge) => {
                charge.waived = charge.waived.plus(amount);
                self.take_added(index, component, amount, on);
            }
            None => self.settle(index, component, amount, on),
        }
    }
}

/// Adds a step to those of a base; of one day the last holds.
fn step(steps: &mut Vec<BaseStep>, next: BaseStep) {
    match steps.last_mut() {
        Some(last) if last.base == next.base => {}
        Some(last) if last.on == next.on => last.base = next.base,
        _ => steps.push(next),
    }
}

/// What an item owes but for what accrues.
fn owed(index: usize, item: &Item) -> Due {
    let fees = if matches!(item.origin, Origin::Cost(_)) { Component::Cost } else { Component::Fee };
    Due::new(index, item.open.due_on)
        .with(fees, item.open.fees)
        .with(Component::Interest, item.interest())
        .with(Component::Principal, item.open.principal)
}

/// Every amount that falls due of a history, by due date: on one day installments first, then what an
/// acceleration makes due, then fees.
fn items(history: &History, events: &[Event], terms: PenaltyTerms<'_>) -> Vec<Item> {
    let mut rows = history.schedule.iter().peekable();
    let mut items = Vec::with_capacity(history.schedule.len());
    // The labels of the fees since the last installment fell due.
    let mut labels: Vec<Option<&str>> = Vec::new();
    for event in events {
        let (origin, fees) = match &event.kind {
            EventKind::Acceleration => (Origin::Acceleration(event.index), Money::ZERO),
            EventKind::Fee { amount, is_cost: true, .. } => (Origin::Cost(event.index), *amount),
            EventKind::Fee { amount, .. } => (Origin::Fee(event.index), *amount),
            _ => continue,
        };
        while let Some(row) = rows.next_if(|row| row.due_on <= event.on) {
            items.push(Item::new(Origin::Row(row.index), arrear(row)));
            labels.clear();
        }
        if let EventKind::Fee { label, .. } = &event.kind {
            if !terms.fee_counts(label.as_deref(), labels.iter().copied()) {
                continue;
            }
            labels.push(label.as_deref());
        }
        items.push(Item::new(origin, Arrear { fees, ..nothing(event.on) }));
    }
    items.extend(rows.map(|row| Item::new(Origin::Row(row.index), arrear(row))));
    items
}

fn arrear(row: &Installment) -> Arrear {
    Arrear { due_on: row.due_on, principal: row.principal, interest: Some(row.interest), fees: row.fees }
}

const fn nothing(due_on: Date) -> Arrear {
    Arrear { due_on, principal: Money::ZERO, interest: Some(Money::ZERO), fees: Money::ZERO }
}
