import type { Page } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';

/** The page as it is printed: the text of each sheet of paper, without spaces, which a PDF does not keep. */
export async function printed(page: Page): Promise<string[]> {
  const file = await page.pdf({ preferCSSPageSize: true });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: false });
  return text.map(withoutSpaces);
}

export function withoutSpaces(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
