import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing of this part of the page is in anybody's way, in either scheme, and nothing reaches out of it. */
export async function expectNoBarriers(page: Page, part: string, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await barriers(new AxeBuilder({ page }).include(part).withTags(RULES)), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  // Of all rules, only those on colours can tell the two schemes apart.
  const dark = new AxeBuilder({ page }).include(part).withRules(['color-contrast']);
  expect(await barriers(dark), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await page.evaluate(tooWide), `${name}: scrolls sideways`).toBe(false);
}

/** Nothing may reach out of the page at widths between those that the rules run at; the last width stays. */
export async function expectNoSidewaysScroll(page: Page, widths: readonly number[], name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(tooWide), `${name}: scrolls sideways at ${width} px`).toBe(false);
  }
}

export function tooWide(): boolean {
  return document.documentElement.scrollWidth > document.documentElement.clientWidth;
}

async function barriers(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
