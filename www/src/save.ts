/** How long a browser may take to begin writing a file. */
const KEPT_MS = 10_000;

/** Saves a text or bytes as a file, where the reader wants it: nothing is sent anywhere. */
export function save(name: string, type: string, text: BlobPart): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
