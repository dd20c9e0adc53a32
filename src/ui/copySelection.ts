/** Copies a text the old way, by selecting it. Returns whether the browser copied it. */
export function copySelection(text: string): boolean {
  const had = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'fixed opacity-0';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (had instanceof HTMLElement) had.focus();
  return copied;
}
