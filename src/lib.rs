//! Policy calculator for overdue loans.
