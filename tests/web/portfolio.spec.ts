import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { expect, LIST, test } from './portfolio-desk';
import { LANGUAGES } from './words';

// Many loans at once: a file, its columns, its results.

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
// The loans' sums as the engine for single cases gives them: 62,407.28 + 3,066.01 + 8,185.04.
const DUE = '¥73,658.33';
const BAD = [
  ['5', '2', '到期日', '-5', '日历上没有这一天，请写成 2025-08-15 这样'],
  ['6', '3', '逾期本金(元)', '010', '请只填数字和一个小数点'],
  ['7', '', '整行', '011', '这一行的列数与第一行不同'],
];

/** The list in the letters that Chinese spreadsheets save by default. */
function inGb18030(text: string): Buffer {
  return execFileSync('python3', ['-c', "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().decode('utf-8').encode('gb18030'))"], { input: text });
}

const FILES: readonly (readonly [string, Buffer, string])[] = [
  ['UTF-8', Buffer.from(LIST), 'UTF-8 编码'],
  ['UTF-8 with its mark', Buffer.concat([MARK, Buffer.from(LIST)]), 'UTF-8 编码'],
  ['UTF-8 with the line breaks of Windows, behind blank lines', Buffer.from(`\r\n\r\n${LIST.replaceAll('\n', '\r\n')}\r\n`), 'UTF-8 编码'],
  ['GB18030', inGb18030(LIST), 'GB18030 编码'],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(LIST, 'utf16le')]), 'UTF-16 编码'],
];

for (const [name, bytes, letters] of FILES) {
  test(`a list with bad rows is read in ${name}`, async ({ desk }) => {
    await desk.work(bytes);
    await expect(desk.part('file')).toContainText(letters);
    await expect(desk.part('summary')).toContainText(DUE);
    await expect(desk.cells('results', 0)).toHaveText(['007', '重度', '99', '62,407.28', '不可以', /可以.*期/, '可以', '可以']);
    await expect(desk.cells('results', 1).first()).toHaveText('0008');
    // A reference that a spreadsheet would compute is made plain text by the engine.
    await expect(desk.cells('results', 2).first()).toHaveText("'=1+1");
    await expect(desk.cells('results', 3).nth(1)).toHaveText('未测算');
    const offset = name.includes('blank lines') ? 2 : 0;
    for (const [index, [line = '', ...rest]] of BAD.entries()) {
      await expect(desk.cells('bad', index)).toHaveText([String(Number(line) + offset), ...rest]);
    }
    await expect(desk.part('bad').locator('tbody tr')).toHaveCount(BAD.length);
  });
}

test('columns are recognised by their Chinese names, others are said to be passed over and can be chosen', async ({ desk }) => {
  await desk.choose('借据号,应还日期,本金（元）,备注,收入水平,执行利率,到期日2,本金2,利息,逾期利息 2\n001,2025-08-15,60000,无,36000,6%,2025-09-15,100,900,5\n');
  for (const [column, path] of ['id', 'arrears.0.dueOn', 'arrears.0.principal', '', '', 'loan.annualRate', 'arrears.1.dueOn', 'arrears.1.principal', 'arrears.0.interest', 'arrears.1.interest'].entries()) {
    await expect(desk.select(column)).toHaveValue(path);
  }
  await expect(desk.part('columns')).toContainText('不使用的列：备注和收入水平。');
  await expect(desk.part('columns').locator('tbody tr').first().locator('.cell').nth(1)).toHaveText('001');
  await desk.select(4).selectOption({ label: '月收入' });
  await expect(desk.part('columns')).toContainText('不使用的列：备注。');
  await desk.run();
  await expect(desk.cells('results', 0).nth(5)).not.toHaveText('资料不全');
});

test('a known column can be left out, and the list is then worked out without it', async ({ desk }) => {
  await desk.choose('id,dueOn,principal,interest,annualRate\n1,2025-08-15,60000,900,6%\n');
  await desk.select(3).selectOption('');
  await desk.run();
  // Without overdue interest there is no compound interest: 60,000 × 99 days × 9 % a year is all that is added.
  await expect(desk.part('summary')).toContainText('¥61,485.00');
});

test('a list without a due date, or with two columns for one fact, is not worked out but told what is wrong', async ({ desk, page }) => {
  await desk.choose('id,principal,x\n1,60000,2025-08-15\n');
  await page.locator('#start-portfolio').click();
  await expect(page.locator('#portfolio-columns-problem')).toBeFocused();
  await expect(page.locator('#portfolio-columns-problem')).toHaveText('还没有哪一列是到期日，请选一列。');
  await desk.select(2).selectOption('arrears.0.principal');
  await expect(page.locator('#portfolio-columns-problem')).toContainText('有两列都对应“逾期本金”');
  await desk.select(2).selectOption('arrears.0.dueOn');
  await expect(page.locator('#portfolio-columns-problem')).toHaveCount(0);
  await desk.run();
  await expect(desk.part('summary')).toBeVisible();
});

test('a file that cannot be read says why', async ({ desk, page }) => {
  await desk.choose('');
  await expect(page.locator('#portfolio-file-problem')).toContainText('这份文件是空的');
  await desk.choose('id,dueOn,principal\n');
  await expect(page.locator('#portfolio-file-problem')).toContainText('文件里只有一行');
  await desk.choose(Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xff, 0x80, 0x0a]));
  await expect(page.locator('#portfolio-file-problem')).toBeFocused();
  await expect(page.locator('#portfolio-file-problem')).toContainText('认不出这份文件的文字编码');
});

test('a day that is none is told at its field', async ({ desk, page }) => {
  await desk.choose(LIST);
  await desk.run('2025-02-30');
  await expect(page.locator('#portfolio-run-problem')).toBeFocused();
  await expect(page.locator('#portfolio-as-of')).toHaveAttribute('aria-invalid', 'true');
  await desk.run('2025/11/22');
  await expect(desk.part('summary')).toContainText(DUE);
});

test('lines of JSON are worked out as they are', async ({ desk }) => {
  const facts = { loan: { annualRate: '6%' }, arrears: [{ dueOn: '2025-08-15', principal: '60000.00', interest: '900.00' }] };
  await desk.work(`${JSON.stringify({ id: '007', ...facts })}\n{"id":"008"\n`);
  await expect(desk.part('columns')).toContainText('每行是一个 JSON 对象');
  await expect(desk.part('summary')).toContainText('¥62,407.28');
  await expect(desk.cells('bad', 0).last()).toHaveText('不是完整的 JSON');
});

test('results are saved as UTF-8 with its mark, and no cell is a formula', async ({ desk }) => {
  await desk.work(LIST);
  const { name, bytes, text } = await desk.saved('#download-results');
  expect(name).toBe('批量结果-2025-11-22.csv');
  expect(bytes.subarray(0, 3)).toEqual(MARK);
  const lines = text.slice(1).split('\n');
  expect(lines[0]).toMatch(/^id,asOf,class,/);
  expect(lines[1]).toMatch(/^007,2025-11-22,severe,substandard,99,62407\.28,/);
  expect(lines[3]).toMatch(/^'=1\+1,/);
  // A number below zero stays a number.
  expect(lines[4]).toMatch(/^-5,.*,5,2,notADate$/);
  expect(lines).toHaveLength(8);
});

test('rows with problems are saved with their places, and no cell is a formula', async ({ desk }) => {
  await desk.work(`${LIST}\n=cmd(),2025-13-01,1,1,6%,1,1,0,0,x`);
  const { name, bytes, text } = await desk.saved('#download-bad');
  expect(name).toBe('有问题的行-2025-11-22.csv');
  expect(bytes.subarray(0, 3)).toEqual(MARK);
  const lines = text.slice(1).trimEnd().split('\n');
  expect(lines[0]).toBe('行,列,列名,编号,问题,代码');
  expect(lines[2]).toBe('6,3,逾期本金(元),010,请只填数字和一个小数点,notADecimal');
  expect(lines[4]).toMatch(/^8,2,到期日,'=cmd\(\),.*,notADate$/);
  expect(lines).toHaveLength(5);
});

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ language });
    test(`indicators, distributions and decisions are the engine’s in ${language}`, async ({ desk, page }) => {
      await desk.work(LIST.split('\n').slice(0, 4).join('\n'));
      const { summary } = await summaryOf(desk);
      expect(summary.totals.due).toBe('73658.33');
      await expect(desk.part('summary').locator('.portfolio-total dd').first()).toHaveText(DUE);
      // 3,000 collected of the mild class: less than the four fifths that the policy asks for.
      await expect(desk.cells('indicators', 0).nth(1)).toHaveText('49.45%');
      await expect(desk.cells('indicators', 0).nth(2)).toContainText('80%');
      expect(summary.indicators.recovery[0]).toMatchObject({ class: 'mild', rate: '0.4945', target: '0.8', met: false });
      await expect(desk.part('indicators').locator('table').nth(1).locator('tbody .cell').nth(1)).toHaveText('4.34%');
      for (const [index, decision] of (['waiver', 'installments', 'litigation', 'agency'] as const).entries()) {
        const counts = desk.part('outcomes').locator('table').nth(index).locator('tbody tr');
        await expect(counts).toHaveCount(summary.decisions[decision].length);
        for (const [row, { count }] of summary.decisions[decision].entries()) await expect(counts.nth(row).locator('.cell').nth(1)).toHaveText(String(count));
      }
      await expect(page.locator('.charts svg[role=img]:visible')).toHaveCount(3);
      await desk.part('charts').locator('summary').first().click();
      await expect(desk.part('charts').locator('table').first().locator('tbody tr')).toHaveCount(4);
    });
  });
}

interface Summary {
  totals: { due: string };
  indicators: { recovery: { class: string; rate: string }[] };
  decisions: Record<'waiver' | 'installments' | 'litigation' | 'agency', { outcome: string; count: number }[]>;
}

async function summaryOf(desk: { saved(button: string): Promise<{ name: string; text: string }> }): Promise<{ name: string; text: string; summary: Summary }> {
  const file = await desk.saved('#save-summary');
  return { ...file, summary: JSON.parse(file.text) as Summary };
}
