import type { TemplateResult } from 'lit-html';
import { type Column, dataTable, type Row } from '../components/data-table';

/** A table of the desk, which turns into a list where it is narrow. */
export function deskTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly Row[],
  { captionHidden = false } = {},
): TemplateResult {
  return dataTable({ caption, kind: 'desk', captionHidden }, columns, rows);
}
