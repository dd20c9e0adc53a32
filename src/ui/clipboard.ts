/** Copies a text. Without https, browsers offer the clipboard only on their own machine. Then the old way remains. */
export async function writeClipboard(text: string): Promise<'copied' | 'refused'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    const { copySelection } = await import('./copySelection');
    return copySelection(text) ? 'copied' : 'refused';
  }
}
