import type { PolicySection, PolicyView } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { policyWords } from '../../i18n/desk/policy';
import { save } from '../../save';
import type { DeskView } from '../desk';
import { findings } from './findings';
import { type LeafAt, leavesOf, likeBefore, parsed, type Tree, withValue, written } from './document';
import { choicesFor, keyText } from './words';

/** Changing a policy: a field a value, the whole text for the rest, and what the check finds, as one types. */
export function policyEditor(text: string, original: PolicyView, view: DeskView): TemplateResult {
  const { desk, state } = view;
  const words = policyWords(state.locale);
  const tree = parsed(text);
  const type = (event: Event): void => {
    const policyText = (event.currentTarget as HTMLTextAreaElement).value;
    desk.update(() => ({ policyText }));
  };
  return html`<section class="desk-part" id="policy-editor" tabindex="-1" aria-labelledby="policy-editor-heading">
    <h4 id="policy-editor-heading">${words.changing}</h4>
    <p class="quiet">${words.changingHint}</p>
    ${findings(text, view)}
    <details class="clauses" open>
      <summary><h5>${words.form}</h5></summary>
      ${tree === null ? html`<p class="desk-note">${words.notJson}</p>` : original.sections.map((section) => fieldsOf(section, tree, view))}
    </details>
    <details class="clauses" id="policy-whole">
      <summary><h5>${words.text}</h5></summary>
      <p class="quiet" id="policy-text-hint">${words.textHint}</p>
      <textarea
        id="policy-text"
        class="policy-text"
        rows="18"
        spellcheck="false"
        autocomplete="off"
        aria-label=${words.text}
        aria-describedby="policy-text-hint"
        .value=${live(text)}
        @input=${type}
      ></textarea>
    </details>
    <div class="desk-actions">
      <button type="button" class="button button-quiet" id="save-policy" @click=${() => save(`${original.id}.json`, 'application/json', text)}>
        ${words.saveFile}
      </button>
      <label class="file-field">
        <span class="button button-quiet">${words.openFile}</span>
        <input type="file" id="open-policy" accept="application/json,.json" @change=${(event: Event) => void open(event, view)} />
      </label>
    </div>
  </section>`;
}

async function open(event: Event, { desk }: DeskView): Promise<void> {
  const input = event.currentTarget as HTMLInputElement;
  const [file] = input.files ?? [];
  input.value = '';
  if (file === undefined) return;
  const policyText = await file.text();
  desk.update(() => ({ policyText }));
}

function fieldsOf({ id, label, entries }: PolicySection, tree: Tree, view: DeskView): TemplateResult | typeof nothing {
  const { state } = view;
  const fields = entries.flatMap((entry) =>
    leavesOf(tree, entry.pointer).map((leaf) => leafField(leaf, entry.label?.[state.locale] ?? entry.pointer, tree, view)),
  );
  if (fields.length === 0) return nothing;
  return html`<details class="points policy-fields">
    <summary>${label?.[state.locale] ?? id}</summary>
    <div class="desk-grid">${fields}</div>
  </details>`;
}

export function policyFieldId(path: string): string {
  return `policy-field${path.replaceAll('/', '-')}`;
}

function leafField(leaf: LeafAt, clause: string, tree: Tree, view: DeskView): TemplateResult {
  const { desk } = view;
  const { path, keys, value } = leaf;
  const name = [clause, ...keys.map((key) => keyText(key, view))].join(' · ');
  const id = policyFieldId(path);
  const set = (event: Event): void => {
    const typed = (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
    desk.update(() => ({ policyText: written(withValue(tree, path, likeBefore(value, typed))) }));
  };
  const choices = choicesOf(value, view);
  return html`<div class="field">
    <label for=${id}>${name}</label>
    ${choices === null
      ? html`<input id=${id} type="text" inputmode=${typeof value === 'number' ? 'numeric' : 'text'} autocomplete="off" spellcheck="false" .value=${live(String(value))} @input=${set} />`
      : html`<select id=${id} @change=${set}>
          ${choices.map(([each, label]) => html`<option value=${each} .selected=${live(each === String(value))}>${label}</option>`)}
        </select>`}
  </div>`;
}

function choicesOf(value: LeafAt['value'], view: DeskView): [string, string][] | null {
  const { m, state, asking } = view;
  if (typeof value === 'boolean') {
    return [
      ['true', m.form.yes],
      ['false', m.form.no],
    ];
  }
  const names = choicesFor(String(value), asking.value('vocabulary', null));
  return names === null ? null : Object.entries(names).map(([name, words]) => [name, words[state.locale]]);
}
