import { html, nothing, type TemplateResult } from 'lit-html';
import { policyWords } from '../../i18n/desk/policy';
import { caseOf, type DeskView } from '../desk';
import { comparison } from './comparison';
import { policyEditor } from './editor';
import { reportOn } from './findings';
import { policyViewer } from './viewer';

/** The policy that decides: read, changed for trying out, and compared. */
export function policyPanel(view: DeskView): TemplateResult {
  const { state, asking, at } = view;
  const words = policyWords(state.locale);
  const original = asking.value('viewPolicy', { policy: state.draft.policy });
  if (original === null) return html`<p class="quiet" aria-busy="true">${words.checking}</p>`;
  const text = at.policyBase === state.draft.policy ? at.policyText : null;
  const shown = state.changedPolicy === null ? original : (asking.value('viewPolicy', { policy: caseOf(view).policy }) ?? original);
  return html`${state.changedPolicy === null ? nothing : inUse(view)}
    ${text === null ? begin(view) : editing(text, view)}
    ${text === null ? nothing : policyEditor(text, original, view)}
    ${state.changedPolicy === null ? nothing : comparison(state.changedPolicy, view)} ${policyViewer(shown, view)}`;
}

function begin(view: DeskView): TemplateResult {
  const { state, desk, act } = view;
  const words = policyWords(state.locale);
  const change = async (): Promise<void> => {
    const text = state.changedPolicy ?? (await textOf(view));
    if (text === null) return;
    desk.update(() => ({ policyText: text, policyBase: state.draft.policy }));
    act.show('policy-editor');
  };
  return html`<div class="desk-actions">
    <button type="button" class="button button-quiet" id="change-policy" aria-describedby="change-policy-hint" @click=${() => void change()}>
      ${words.change}
    </button>
    <span class="quiet" id="change-policy-hint">${words.changeHint}</span>
  </div>`;
}

async function textOf({ act, state }: DeskView): Promise<string | null> {
  const outcome = await act.ask('policyText', { id: state.draft.policy });
  return outcome.kind === 'value' ? outcome.value : null;
}

/** Using the text as it stands, or leaving it. */
function editing(text: string, view: DeskView): TemplateResult {
  const { state, desk, act } = view;
  const words = policyWords(state.locale);
  const usable = reportOn(text, view)?.usable === true;
  const use = (): void => {
    act.setChangedPolicy(text);
    act.announce(words.used);
  };
  const stop = (): void => {
    desk.update(() => ({ policyText: null }));
    act.show('change-policy');
  };
  return html`<div class="desk-actions">
    <button type="button" class="button" id="use-policy" ?disabled=${!usable || text === state.changedPolicy} @click=${use}>${words.use}</button>
    <button type="button" class="button button-quiet" id="stop-policy" @click=${stop}>${words.stop}</button>
    ${text === state.changedPolicy ? nothing : html`<span class="quiet">${words.notInUse}</span>`}
  </div>`;
}

function inUse(view: DeskView): TemplateResult {
  const { state, desk, act } = view;
  const words = policyWords(state.locale);
  const leave = (): void => {
    desk.update(() => ({ policyText: null }));
    act.setChangedPolicy(null);
    act.announce(words.left);
    act.show('change-policy');
  };
  return html`<div class="desk-actions policy-in-use">
    <b>${words.inUse}</b>
    <button type="button" class="button button-quiet" id="leave-policy" @click=${leave}>${words.leave}</button>
  </div>`;
}
