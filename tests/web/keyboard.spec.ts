import { expect, test } from './watched';
import { Workspace } from './workspace';

test('the keyboard alone completes a case', async ({ site }) => {
  const work = new Workspace(site);
  const { keyboard } = site;
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await expect(site.getByRole('link', { name: '跳到案件资料' })).toBeFocused();
  await keyboard.press('Enter');
  // The example, the clearing of the case and the choice of a policy come before its first field, and how to say
  // what is owed before the first item.
  for (const text of ['', '', '', '2025-11-22', '6', '', '2025-08-15', '60000.00', '900.00', '', '', '36000', '']) {
    await keyboard.press('Tab');
    if (text === '') continue;
    await keyboard.press('Control+A');
    await keyboard.type(text);
  }
  for (const question of ['是否首次逾期', '是否主动前来协商', '是否明确拒绝还款']) {
    await keyboard.press('Tab');
    await expect(site.getByRole('radiogroup', { name: question }).getByRole('radio', { checked: true })).toBeFocused();
  }
  await keyboard.press('ArrowLeft');
  await expect(site.getByRole('radiogroup', { name: '是否明确拒绝还款' }).getByRole('radio', { name: '否', exact: true })).toBeChecked();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type('3');
  await expect(work.field(work.words.failedAttempts)).toHaveValue('3');
  await expect(work.total).toHaveText('¥62,407.28');
  await expect(work.outcome(work.litigation)).toHaveText('可以');
});

test('a focused control shows a ring', async ({ site }) => {
  const widths = await site.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('button:enabled, input[type=text], input[type=radio]')];
    return controls.map((control) => {
      control.focus();
      const shown = control.matches('input[type=radio]') ? control.nextElementSibling : control.closest('.input-line') ?? control;
      return shown === null ? '0px' : getComputedStyle(shown).outlineWidth;
    });
  });
  expect(widths.length).toBeGreaterThan(15);
  for (const width of widths) expect(Number.parseFloat(width)).toBeGreaterThanOrEqual(2);
});
