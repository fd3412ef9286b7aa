import type { Page } from '@playwright/test';
import { expect, test } from './watched';
import { LANGUAGES } from './words';
import { Workspace } from './workspace';

// What a picture says stands inside it at every width, and lists made of tables read from one edge.

for (const language of LANGUAGES) {
  test(`no words leave a drawing of the desk in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.fillExample();
    for (const [tab, picture] of [[0, '#timeline-picture'], [1, '#owed-picture']] as const) {
      await site.getByRole('tab').nth(tab).click();
      for (const width of [320, 375, 768, 1280]) {
        await site.setViewportSize({ width, height: 900 });
        await expect(site.locator(`${picture} svg:visible`)).toHaveCount(1);
        const words = await outside(site, `${picture} svg`);
        expect(words.seen, `${picture} at ${width} px`).toBeGreaterThan(2);
        expect(words.outside, `${picture} at ${width} px`).toEqual([]);
      }
    }
  });
}

test('in a list made of a table on a phone, everything that belongs to a label starts at one edge', async ({ site }) => {
  await new Workspace(site).fillExample();
  await site.setViewportSize({ width: 375, height: 900 });
  const edges = await site.locator('#evidence .table').first().locator('tbody tr').first().locator('.cell').evaluateAll((cells) =>
    cells.map((cell) => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return Math.round(words.getBoundingClientRect().left);
    }),
  );
  expect(edges.length).toBe(5);
  expect(new Set(edges).size).toBe(1);
});

/** How many texts a drawing shows, and those that reach beyond it. */
async function outside(site: Page, drawing: string): Promise<{ seen: number; outside: string[] }> {
  return site.locator(`${drawing}:visible`).evaluate((picture) => {
    const box = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll('text')].map((text) => ({ text: text.textContent ?? '', at: text.getBoundingClientRect() }));
    const beyond = texts.filter(({ at }) => at.left < box.left - 0.5 || at.right > box.right + 0.5 || at.top < box.top - 0.5);
    return { seen: texts.length, outside: beyond.map(({ text }) => text) };
  });
}
