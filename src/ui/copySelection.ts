/** Puts a text on the clipboard the old way, by selecting it. Returns whether the browser did it. */
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
