import type { SarifMessage } from './fields';
import type { RuleOf } from './rules';

/** Characters that PostgreSQL has no place for or that could make a text look like another one. */
const UNSEEN = /[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text as it is kept: well-formed, of limited length, without control characters but tabs and line breaks. */
export function cleanText(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return cut.replaceAll('\r\n', '\n').replace(UNSEEN, (it) => (it === '\t' || it === '\n' ? it : '\ufffd'));
}

/** As cleanText, in one line. */
export function cleanLine(text: string, most: number): string {
  return cleanText(text, most)
    .replaceAll(/[\t\n]/g, ' ')
    .trim();
}

/** A link of a message, as in "[the value](1)". Source: SARIF 2.1.0, section 3.11.6. */
const LINK = /(?<!\\)\[([^[\]]{1,500})\]\([^()\s]{0,1000}\)/g;

/**
 * The plain text of a message: its own, or that of its rule with its arguments.
 * @returns undefined for a message without one
 */
export function textOfMessage(message: SarifMessage | null | undefined, of: RuleOf): string | undefined {
  if (!message) return undefined;
  const { id } = message;
  const known =
    id == null ? undefined : (of.rule.messageStrings?.[id]?.text ?? of.component.globalMessages[id]);
  const text = message.text ?? known ?? message.markdown;
  if (!text) return undefined;
  return unlinked(filled(text, message.arguments ?? []));
}

/** Replaces placeholders; doubled braces are single ones. Source: SARIF 2.1.0, section 3.11.5. */
function filled(text: string, values: readonly string[]): string {
  return text.replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (found, index: string | undefined) =>
    index === undefined ? found.charAt(0) : (values[Number(index)] ?? found),
  );
}

function unlinked(text: string): string {
  return text.replace(LINK, '$1').replace(/\\([[\]\\])/g, '$1');
}
