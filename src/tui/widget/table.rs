//! A table whose columns come and go with its width.

use std::ops::Range;

/// A column, of rows `R`.
pub struct Column<R> {
    /// What stands above it.
    pub name: &'static str,
    /// Its cells, the gap after it among them.
    pub cells: usize,
    /// The widths of the table it is part of.
    widths: Range<u16>,
    of: fn(&R) -> String,
}

/// At every width.
pub const ANY: Range<u16> = 0..u16::MAX;

impl<R> Column<R> {
    /// A column of `cells`, which holds `of` a row where the table has one of `widths`.
    pub const fn new(
        name: &'static str,
        cells: usize,
        widths: Range<u16>,
        of: fn(&R) -> String,
    ) -> Self {
        Self {
            name,
            cells,
            widths,
            of,
        }
    }

    /// What it holds of `row`.
    pub fn text(&self, row: &R) -> String {
        (self.of)(row)
    }
}

/// The columns a table of `width` cells has.
pub fn columns<R>(all: &[Column<R>], width: u16) -> impl Iterator<Item = &Column<R>> {
    all.iter()
        .filter(move |column| column.widths.contains(&width))
}

/// The names of the columns, above the rows.
pub fn head<R>(all: &[Column<R>], width: u16) -> String {
    let names: String = columns(all, width)
        .map(|column| format!("{:1$}", column.name, column.cells))
        .collect();
    names.trim_end().to_owned()
}
