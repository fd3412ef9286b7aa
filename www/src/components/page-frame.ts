import { html, nothing, type TemplateResult } from 'lit-html';
import type { JourneyName } from '../frame/address';
import { headerEnd } from '../frame/header';
import { helpSection } from '../frame/help';
import { caseNotes } from '../frame/notes';
import type { PolicyId } from '../i18n/messages';
import type { View } from '../view';
import { policyMark } from './policy-mark';

export function pageHeader(view: View): TemplateResult {
  const { m, act } = view;
  const skip = (id: string) => (event: Event) => {
    event.preventDefault();
    act.show(id);
  };
  return html`<div class="skips">
      <a href="#conclusions" @click=${skip('conclusions')}>${m.skipToConclusions}</a>
      <a href="#case" @click=${skip('case')}>${m.skipToCase}</a>
    </div>
    <header class="top">
      <div class="top-inner">
        <div>
          <h1 id="heading" tabindex="-1">${m.title}</h1>
          <p class="tagline">${m.tagline}</p>
        </div>
        ${headerEnd('collector', view)}
      </div>
    </header>`;
}

/** Said on every screen: that it is an estimate, and who decides. */
export function estimateNote(view: View): TemplateResult {
  const { m } = view;
  return html`<div class="notes">
    <aside class="estimate" aria-label=${m.estimate.word}>
      <b class="estimate-word">${m.estimate.word}</b>
      <p>${m.estimate.text} ${m.estimate.private}</p>
    </aside>
    ${caseNotes(view)}
  </div>`;
}

/** Help, and what anyone needs to repeat the calculation. */
export function pageFooter(view: View, journey: JourneyName | null = 'collector'): TemplateResult {
  const { m, state } = view;
  return html`<footer class="foot">
    ${journey === null ? nothing : helpSection(journey, state.locale)}
    <dl>
      ${journey === 'collector' && state.shown.kind === 'answer' ? answerFacts(view) : nothing}
      ${state.engineVersion === null ? nothing : entry(m.footer.engine, state.engineVersion)}
    </dl>
  </footer>`;
}

function answerFacts(view: View): TemplateResult | typeof nothing {
  const { m, f, state } = view;
  if (state.shown.kind !== 'answer') return nothing;
  const { policy, conventions } = state.shown.answer;
  const assumed = conventions.assumedNone.map((name) => assumedName(name, m));
  return html`${entry(m.footer.policy, html`${policyName(policy.id, m)} ${policyMark(view)}`)} ${entry(m.footer.version, policy.version)}
  ${entry(m.footer.fingerprint, html`<span class="fingerprint">${policy.fingerprint}</span>`)}
  ${assumed.length === 0 ? nothing : entry(m.footer.assumedNone, f.list(assumed))}`;
}

function entry(label: string, value: string | TemplateResult): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function policyName(id: string, m: View['m']): string {
  return Object.hasOwn(m.policies, id) ? `${m.policies[id as PolicyId]} (${id})` : id;
}

function assumedName(pointer: string, m: View['m']): string {
  const name = pointer.split(/[/.]/).at(-1) ?? pointer;
  const words: Readonly<Record<string, string>> = m.footer.assumed;
  return words[name] ?? name;
}
