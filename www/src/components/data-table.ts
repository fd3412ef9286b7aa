import { html, nothing, type TemplateResult } from 'lit-html';

/** What a table is called, and by what kind its columns are set. */
export interface TableName {
  readonly caption: string;
  readonly kind: 'working' | 'schedule' | 'clauses' | 'payments' | 'desk';
  /** Where a heading just above says the same. */
  readonly captionHidden?: boolean;
}

/** A column: its head, and whether it holds figures. */
export interface Column {
  readonly head: string;
  readonly figures?: boolean;
}

export interface Row {
  readonly cells: readonly (TemplateResult | string)[];
  /** `total` closes what stands above it; `marked` stands out among its neighbours. */
  readonly tone?: 'total' | 'marked';
}

/**
 * A table that turns into a list of labelled values where it is narrow. The roles are written out because
 * a changed `display` takes a table's own roles away.
 */
export function dataTable(
  { caption, kind, captionHidden }: TableName,
  columns: readonly Column[],
  rows: readonly Row[],
): TemplateResult {
  return html`<table class="table table-${kind}" role="table">
    <caption class=${captionHidden ? 'visually-hidden' : nothing}>${caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col" class=${cellClass(column)}>${column.head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => tableRow(columns, row))}
    </tbody>
  </table>`;
}

function tableRow(columns: readonly Column[], row: Row): TemplateResult {
  return html`<tr role="row" class=${row.tone === undefined ? nothing : `row-${row.tone}`}>
    ${columns.map(
      (column, index) =>
        html`<td role="cell" class=${cellClass(column)} data-label=${column.head}><div class="cell">${row.cells[index] ?? ''}</div></td>`,
    )}
  </tr>`;
}

function cellClass({ figures }: Column): string | typeof nothing {
  return figures ? 'figures' : nothing;
}
