/** Puts a text onto the clipboard, where the browser lets the page do that. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The whole address of this page with another fragment. */
export function addressOfCase(fragment: string): string {
  return `${location.origin}${location.pathname}${location.search}${fragment}`;
}
