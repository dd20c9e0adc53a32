import { nameBefore } from './assignedName';
import type { FileKind } from './fileKind';
import { type NameClass, readName, wordsOf } from './generic/names';
import { hiddenIn } from './hidden';
import { limited } from './limited';
import { parentsOf } from './parents';
import type { Rule } from './rule';
import { LINE_LENGTH_MAX } from './snippet';
import type { View } from './view';
import type { Span } from './windows';

export type Titled = {
  readonly rule: Rule;
  /** The span that snippets mask. */
  readonly masked: Span;
  readonly name?: Span | undefined;
  readonly of?: Span | undefined;
};

const TITLE_MAX = 80;

/** What a secret is by its name. */
export const NAMED: Readonly<Record<NameClass, string>> = {
  password: 'Password',
  secret: 'Secret',
  key: 'Key',
  token: 'Token',
  salt: 'Salt',
};

/** Words of names that say nothing about where a secret is from. */
const EMPTY_WORDS = new Set(
  (
    'key keys secret secrets token tokens password passwd pass pwd passphrase auth authorization bearer credential ' +
    'credentials access private api apikey value values val url uri link href src dsn database string str text data ' +
    'default name content header headers body config const var let this self return result type note http https jdbc ' +
    'connection server username user login host line example test set get new old shared client webhook hook app'
  ).split(' '),
);
/** Shorter words are mostly abbreviations. */
const WORD_MIN = 3;

/**
 * Returns what a secret is and where it comes from; null where the rule's name says it best.
 * It shows only what snippets show, too.
 * @param name from nameOf
 */
export function titleOf(view: View, { rule, of }: Titled, name: string | undefined): string | null {
  const subject = subjectOf(rule, name);
  if (isGeneric(rule)) {
    return name === undefined
      ? `${subject} behind a masked name`
      : `${subject} in ${shortened(name, subject)}`;
  }
  if (name !== undefined && subject !== undefined && saysMore(name, rule)) {
    const title = `${subject} in ${name}`;
    if (title.length <= TITLE_MAX) return title;
  }
  const { title } = rule;
  if (title?.of === undefined || of === undefined || of.end <= of.start || !isShown(view, of)) return null;
  return `${title.of} of ${shortened(view.text.slice(of.start, of.end), title.of)}`;
}

/** Returns the title of a secret inside base64, whose own lines are not shown; null for the rule's name. */
export function encodedTitleOf({ rule }: Pick<Titled, 'rule'>, name: string | undefined): string | null {
  if (!isGeneric(rule)) return null;
  const subject = `${rule.title?.in ?? ''} in ${name === undefined ? 'base64' : 'the base64'}`;
  return name === undefined ? subject : `${subject} of ${shortened(name, `${subject} `)}`;
}

/** Returns the name that a secret is assigned to, with those it is nested in; undefined where none is shown. */
export function nameOf(
  view: View,
  { masked, name }: Omit<Titled, 'rule' | 'of'>,
  kind: FileKind,
): string | undefined {
  const span = shownName(view, name ?? nameBefore(view, masked.start));
  if (span === undefined) return undefined;
  const own = decoded(view.text.slice(span.start, span.end)).replace(AROUND_NAME, '');
  if (own === '') return undefined;
  const parents = parentsOf(view, span, kind.format);
  const nearest = parents.slice(parents.findLastIndex((parent) => !isShown(view, parent)) + 1);
  return [...nearest.map(({ start, end }) => decoded(view.text.slice(start, end))), own].join('.');
}

/** Bytes as the letters that people see, without those that could make a text look like another one. */
function decoded(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  return Buffer.from(bytes, 'latin1')
    .toString()
    .replace(/[^\p{L}\p{M}\p{N}\p{P}]/gu, '\ufffd');
}

/** The owner of a field, the option that sets a property, and signs at the end. */
const AROUND_NAME = limited(/^(?:\.{1,3}|-D(?=[a-z])|(?:this|self)\.)|[.-]{1,80}$/g, 120);

/** A name inside a masked value, such as `X: ${Y:-secret}`, is replaced by the one before that. */
function shownName(view: View, name: Span | undefined): Span | undefined {
  if (name === undefined) return undefined;
  const [hidden] = hiddenSpansIn(view, name);
  if (hidden === undefined) return name;
  const before = nameBefore(view, hidden.start);
  return before !== undefined && isShown(view, before) ? before : undefined;
}

/** Rules that know nothing but a name, so that their own name says nothing. */
export function isGeneric({ id }: Rule): boolean {
  return id.startsWith('generic-');
}

function subjectOf(rule: Rule, name: string | undefined): string | undefined {
  const read = isGeneric(rule) && name !== undefined ? readName(name) : undefined;
  return read ? NAMED[read.is] : (rule.title?.in ?? (rule.provider === 'generic' ? undefined : rule.name));
}

/** Whether a name has a word that neither the rule's name nor most names have, or is of several words. */
function saysMore(name: string, rule: Rule): boolean {
  const words = wordsOf(name);
  if (rule.title?.in !== undefined) return words.length > 1;
  // A name that is a phrase has its own place.
  if (/ (?:in|that|with|beside) /.test(rule.name)) return false;
  const known = `${rule.name}${rule.provider}`.toLowerCase().replace(/[^a-z0-9]/g, '');
  return words.some((word) => word.length >= WORD_MIN && !known.includes(word) && !EMPTY_WORDS.has(word));
}

/** Whether nothing of a span is masked. */
function isShown(view: View, span: Span): boolean {
  return hiddenSpansIn(view, span).length === 0;
}

/** Of a line that a snippet shows whole, the view knows what is hidden. */
function hiddenSpansIn(view: View, span: Span) {
  const line = view.lines.spanOf(view.lines.lineAt(span.start));
  return hiddenIn(view.hiddenIn(line.end - line.start <= LINE_LENGTH_MAX ? line : span), span);
}

/** The end of a name, which says most, in the room that a title has left. */
function shortened(name: string, subject = ''): string {
  const room = TITLE_MAX - subject.length - ' in '.length;
  return name.length <= room ? name : `…${name.slice(1 - room)}`;
}
