/** HTML that is safe to write. Only `markup` makes it. */
export type Markup = { readonly html: string };
type Value = string | number | Markup | readonly Markup[];

/** Writes HTML. Values are escaped, unless they are markup themselves. */
export function markup(texts: TemplateStringsArray, ...values: Value[]): Markup {
  return { html: texts.map((text, at) => text + htmlOf(values[at])).join('') };
}

function htmlOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map(({ html }) => html).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters are shown as codes, and so are those that hide text or change its direction. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, codeOf);
}

function codeOf(char: string): string {
  return `\\u{${char.codePointAt(0)?.toString(16)}}`;
}
