//! From the cells of a row straight to its case, without a tree in between.
//!
//! Only what is plainly right is taken. Wherever a cell is not, the row is read a second time by the reader of
//! facts, which finds every problem of it: both ways give the same case, and problems come from one place.

use crate::calendar::Date;
use crate::case::{Arrear, Borrower, Case, Contacts, Hardship};
use crate::limits::{COUNT_MAX, TEXT_BYTES_MAX};
use crate::money::{Money, Rate};
use crate::policy::model::Class;
use crate::portfolio::cells::Row;
use crate::portfolio::layout::{ArrearFact, Field, Layout};

/// What a row says besides the facts of its case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// What was collected in the period.
    pub(super) collected: Option<Money>,
    /// What collecting it cost.
    pub(super) cost: Option<Money>,
    /// The class at the beginning of the period.
    pub(super) class_before: Option<Class>,
}

/// One arrear while its cells are read.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    due_on: Option<Date>,
    principal: Option<Money>,
    interest: Option<Money>,
    fees: Option<Money>,
}

/// A case that is filled again for every row.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) case: Case,
    pub(super) beside: Beside,
    slots: Vec<Slot>,
}

/// The words for yes and for no.
pub(super) const ANSWERS: [(&str, bool); 8] = [
    ("true", true),
    ("false", false),
    ("yes", true),
    ("no", false),
    ("1", true),
    ("0", false),
    ("是", true),
    ("否", false),
];

/// The entries of record that a row cannot have, and those that it has not, in the order of the reader of facts.
const NONE: [&str; 5] = ["fees", "waived", "misused", "plan", "contacts.log"];

impl Filled {
    pub(super) fn new(any_day: Date) -> Self {
        Self { case: empty(any_day), beside: Beside::default(), slots: Vec::new() }
    }

    /// Fills the case from a row; nothing where a cell is not plainly right.
    pub(super) fn fill(&mut self, row: Row<'_>, layout: &Layout, as_of: Option<Date>) -> Option<()> {
        self.clear(layout.arrears);
        let mut day = as_of;
        let mut given = Given::default();
        for (column, field) in &layout.columns {
            let cell = row.cell(*column);
            if !cell.is_empty() {
                self.set(*field, cell, &mut day, &mut given)?;
            }
        }
        self.case.as_of = day?;
        self.take_slots()?;
        self.check()?;
        let no_fees = self.slots.iter().any(|slot| slot.due_on.is_some() && slot.fees.is_none());
        let none = [no_fees, !given.waived, !given.misused, true, true];
        let none = NONE.iter().zip(none).filter(|(_, none)| *none).map(|(name, _)| *name);
        self.case.assumed_none.extend(none);
        Some(())
    }

    fn clear(&mut self, arrears: usize) {
        let case = &mut self.case;
        case.annual_rate = None;
        case.misused = false;
        case.started_on = None;
        case.original_term_months = None;
        case.matures_on = None;
        case.outstanding_principal = None;
        case.arrears.clear();
        case.waived = Money::ZERO;
        case.borrower = Borrower::default();
        case.contacts = Contacts::Unknown;
        case.approvals = crate::case::Approvals::default();
        case.assumed_none.clear();
        self.beside = Beside::default();
        self.slots.clear();
        self.slots.resize(arrears, Slot::default());
    }

    fn set(&mut self, field: Field, cell: &[u8], day: &mut Option<Date>, given: &mut Given) -> Option<()> {
        let (case, beside) = (&mut self.case, &mut self.beside);
        let borrower = &mut case.borrower;
        match field {
            Field::Id => {}
            Field::AsOf => *day = Some(date(cell)?),
            Field::AnnualRate => case.annual_rate = Some(rate(cell)?),
            Field::Currency => (cell == b"CNY").then_some(())?,
            Field::Product => text(cell).map(drop)?,
            Field::StartedOn => case.started_on = Some(date(cell)?),
            Field::MaturesOn => case.matures_on = Some(date(cell)?),
            Field::OriginalTermMonths => case.original_term_months = Some(count(cell)?),
            Field::OutstandingPrincipal => case.outstanding_principal = Some(money(cell)?),
            Field::Misused => {
                given.misused = true;
                case.misused = answer(cell)?;
            }
            Field::Waived => {
                given.waived = true;
                case.waived = money(cell)?;
            }
            Field::MonthlyIncome => borrower.monthly_income = Some(money(cell)?),
            Field::LivingCosts => borrower.living_costs = Some(money(cell)?),
            Field::OtherDebtPayments => borrower.other_debt_payments = Some(money(cell)?),
            Field::FirstArrear => borrower.first_arrear = Some(answer(cell)?),
            Field::CameForward => borrower.came_forward = Some(answer(cell)?),
            Field::RefusedToPay => borrower.refused_to_pay = Some(answer(cell)?),
            Field::LastReachedOn => borrower.last_reached_on = Some(date(cell)?),
            Field::HighRisk => borrower.high_risk = Some(answer(cell)?),
            Field::HardshipCause => {
                let evidenced = borrower.hardship.take().and_then(|hardship| hardship.evidenced);
                borrower.hardship = Some(Hardship { cause: text(cell)?.to_owned(), evidenced });
            }
            Field::HardshipEvidenced => {
                let stated = borrower.hardship.take().map(|hardship| hardship.cause).unwrap_or_default();
                borrower.hardship = Some(Hardship { cause: stated, evidenced: Some(answer(cell)?) });
            }
            Field::FailedAttempts => case.contacts = Contacts::FailedAttempts(count(cell)?),
            Field::WaiverApproved => case.approvals.waiver = Some(answer(cell)?),
            Field::RestructureApproved => case.approvals.restructure = Some(answer(cell)?),
            Field::Collected => beside.collected = Some(money(cell)?),
            Field::Cost => beside.cost = Some(money(cell)?),
            Field::ClassBefore => beside.class_before = Some(class(cell)?),
            Field::Arrear(index, fact) => self.slots.get_mut(index)?.set(fact, cell)?,
        }
        Some(())
    }

    /// The arrears of which anything is given; nothing where one is not whole, or where there is none.
    fn take_slots(&mut self) -> Option<()> {
        for slot in &self.slots {
            let is_given = slot.due_on.is_some() || slot.principal.is_some();
            if is_given || slot.interest.is_some() || slot.fees.is_some() {
                let fees = slot.fees.unwrap_or(Money::ZERO);
                let (due_on, principal) = (slot.due_on?, slot.principal?);
                self.case.arrears.push(Arrear { due_on, principal, interest: slot.interest, fees });
            }
        }
        (!self.case.arrears.is_empty()).then_some(())
    }

    /// What the reader of facts holds against each other.
    fn check(&self) -> Option<()> {
        let case = &self.case;
        let in_order = case.started_on.zip(case.matures_on).is_none_or(|(first, last)| first <= last);
        let reached = case.borrower.last_reached_on.is_none_or(|last| last <= case.as_of);
        let named = case.borrower.hardship.as_ref().is_none_or(|hardship| !hardship.cause.is_empty());
        (in_order && reached && named).then_some(())
    }
}

impl Slot {
    fn set(&mut self, fact: ArrearFact, cell: &[u8]) -> Option<()> {
        match fact {
            ArrearFact::DueOn => self.due_on = Some(date(cell)?),
            ArrearFact::Principal => self.principal = Some(money(cell)?),
            ArrearFact::Interest => self.interest = Some(money(cell)?),
            ArrearFact::Fees => self.fees = Some(money(cell)?),
        }
        Some(())
    }
}

/// Entries of record that the row has.
#[derive(Default)]
struct Given {
    waived: bool,
    misused: bool,
}

fn empty(as_of: Date) -> Case {
    Case {
        as_of,
        annual_rate: None,
        floating: None,
        misused: false,
        started_on: None,
        original_term_months: None,
        matures_on: None,
        outstanding_principal: None,
        arrears: Vec::new(),
        history: None,
        plan: None,
        waived: Money::ZERO,
        borrower: Borrower::default(),
        contacts: Contacts::Unknown,
        agency: std::collections::BTreeMap::new(),
        documents: std::collections::BTreeMap::new(),
        approvals: crate::case::Approvals::default(),
        assumed_none: Vec::new(),
        later_events: 0,
    }
}

/// The text of a cell, where it is one and not too long.
pub(super) fn text(cell: &[u8]) -> Option<&str> {
    let text = str::from_utf8(cell).ok()?;
    (text.len() <= TEXT_BYTES_MAX && !text.starts_with('\0')).then_some(text)
}

fn date(cell: &[u8]) -> Option<Date> {
    Date::read(cell)
}

fn money(cell: &[u8]) -> Option<Money> {
    Money::read_plain(cell).or_else(|| Money::parse(str::from_utf8(cell).ok()?).ok())
}

fn rate(cell: &[u8]) -> Option<Rate> {
    Rate::read_plain(cell).or_else(|| Rate::parse(str::from_utf8(cell).ok()?).ok())
}

/// Yes or no in one of its words, whatever the case of its letters.
pub(super) fn answer(cell: &[u8]) -> Option<bool> {
    match cell {
        b"true" => return Some(true),
        b"false" => return Some(false),
        _ => {}
    }
    ANSWERS.iter().find(|(word, _)| cell.eq_ignore_ascii_case(word.as_bytes())).map(|(_, answer)| *answer)
}

fn count(cell: &[u8]) -> Option<u32> {
    let plain = cell == b"0" || !cell.starts_with(b"0");
    let push = |count: u32, byte: &u8| {
        let digit = byte.is_ascii_digit().then(|| byte.checked_sub(b'0'))??;
        count.checked_mul(10)?.checked_add(u32::from(digit))
    };
    cell.iter().try_fold(0, push).filter(|count| plain && !cell.is_empty() && *count <= COUNT_MAX)
}

/// A class by its name.
pub(super) fn class(cell: &[u8]) -> Option<Class> {
    let all = [Class::Current, Class::Mild, Class::Moderate, Class::Severe];
    all.into_iter().find(|class| class.name().as_bytes() == cell)
}
