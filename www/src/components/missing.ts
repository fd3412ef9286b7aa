import { html, nothing, type TemplateResult } from 'lit-html';
import type { Field } from '../facts';
import type { View } from '../view';

/** The facts that are missing, each a link to its field. */
export function missingLinks(
  pointers: readonly string[],
  fieldAt: (pointer: string) => Field | null,
  view: View,
): TemplateResult | typeof nothing {
  const fields = new Map<string, Field>();
  for (const pointer of pointers) {
    const field = fieldAt(pointer);
    if (field !== null) fields.set(field.id, field);
  }
  if (fields.size === 0) return nothing;
  return html`<div class="missing">
    <p>${view.m.conclusions.missing}</p>
    <ul class="links">
      ${[...fields.values()].map((field) => html`<li>${fieldLink(field, field.label(view.m), view)}</li>`)}
    </ul>
  </div>`;
}

/** A link that puts the focus into a field; the address stays as it is. */
export function fieldLink(field: Field, text: string, { act }: View): TemplateResult {
  const follow = (event: Event): void => {
    event.preventDefault();
    act.show(field.id);
  };
  return html`<a href="#${field.id}" @click=${follow}>${text}</a>`;
}
