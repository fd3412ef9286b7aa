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
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(tooWide, `${name}: scrolls sideways`).toBe(false);
}

async function barriers(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
