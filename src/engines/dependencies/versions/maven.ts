import { compareDigits, compareText, orderBy, type VersionOrder } from './versionOrder';

/** An item of a version, as in Maven's ComparableVersion. */
type Item =
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'word'; readonly word: string }
  /** A word with its number, as "rc1" and "rc-1". */
  | { readonly kind: 'both'; readonly word: string; readonly digits: string }
  | { readonly kind: 'list'; readonly items: Item[] };
type List = Extract<Item, { kind: 'list' }>;

/** The known qualifiers from the oldest on; the empty one is the release. Unknown ones are newer, by the alphabet. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const RELEASES = new Set(['ga', 'final', 'release']);
const RELEASE = QUALIFIERS.indexOf('');
const LETTERS: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };
/** Characters of ranges and of properties that nothing has resolved. */
const FOREIGN = /[\s$()[\]{},]/;

/** Maven, as ComparableVersion of Maven 4 orders (https://maven.apache.org/pom.html#version-order-specification). */
export const MAVEN: VersionOrder = orderBy(parse, (a, b) => compareList(a, b));

function parse(text: string): List | null {
  const version = text.trim().toLowerCase();
  if (version === '' || FOREIGN.test(version)) return null;
  const reader = new Reader();
  for (let index = 0; index < version.length; index++) reader.read(version, index);
  return reader.end(version);
}

/** Reads a version character by character. A hyphen, and a change between digits and letters, begin a list of their own. */
class Reader {
  private readonly root: List = { kind: 'list', items: [] };
  private list = this.root;
  private readonly lists = [this.root];
  private start = 0;
  private inDigits = false;
  private isBoth = false;

  read(version: string, index: number): void {
    const character = version[index] ?? '';
    if (character === '.') {
      this.add(index === this.start ? '0' : version.slice(this.start, index));
      this.start = index + 1;
    } else if (character === '-') this.readHyphen(version, index);
    else if (isDigit(character)) {
      if (!this.inDigits && index > this.start) {
        this.isBoth = true;
        this.nest();
      }
      this.inDigits = true;
    } else {
      if (this.inDigits && index > this.start) {
        this.add(version.slice(this.start, index));
        this.start = index;
        this.nest();
      }
      this.inDigits = false;
    }
  }

  end(version: string): List {
    if (version.length > this.start) {
      if (!this.inDigits) this.nest();
      this.add(version.slice(this.start));
    }
    for (const list of this.lists.toReversed()) normalize(list);
    return this.root;
  }

  private readHyphen(version: string, index: number): void {
    if (index > this.start && !this.inDigits && isDigit(version[index + 1])) {
      this.isBoth = true;
      return;
    }
    this.add(index === this.start ? '0' : version.slice(this.start, index));
    this.start = index + 1;
    this.nest();
  }

  private add(text: string): void {
    this.list.items.push(this.itemOf(text));
    this.isBoth = false;
  }

  private itemOf(text: string): Item {
    if (this.isBoth) {
      const joined = text.replaceAll('-', '');
      const start = joined.split('').findLastIndex((character) => !isDigit(character)) + 1;
      const word = joined.slice(0, start);
      return { kind: 'both', word: qualifierOf(LETTERS[word] ?? word), digits: joined.slice(start) || '0' };
    }
    if (isDigit(text[0])) return { kind: 'number', digits: text };
    return { kind: 'word', word: qualifierOf(text) };
  }

  private nest(): void {
    if (this.list.items.length === 0) return;
    const list: List = { kind: 'list', items: [] };
    this.list.items.push(list);
    this.lists.push(list);
    this.list = list;
  }
}

/** Removes zeros at the end, and before qualifiers: 1.0-rc is 1-rc. */
function normalize({ items }: List): void {
  for (let index = items.length - 1; index >= 0; index--) {
    if (!isNull(items[index])) continue;
    const next = items[index + 1];
    if (next === undefined || next.kind === 'word' || beginsWithWord(next)) items.splice(index, 1);
  }
}

function beginsWithWord(item: Item): boolean {
  if (item.kind !== 'list') return false;
  const kind = item.items[0]?.kind;
  return kind === 'word' || kind === 'both';
}

function isNull(item: Item | undefined): boolean {
  if (item?.kind === 'number') return compareDigits(item.digits, '0') === 0;
  return item?.kind === 'list' && item.items.length === 0;
}

function compareList(a: List, b: List): number {
  for (let index = 0; index < Math.max(a.items.length, b.items.length); index++) {
    const [left, right] = [a.items[index], b.items[index]];
    const difference = left ? compareItem(left, right) : right ? -compareItem(right, undefined) : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Numbers are newer than lists, those than words: 1-sp < 1-1 < 1.1. */
const RANKS = { number: 2, list: 1, both: 0, word: 0 } as const;

function compareItem(a: Item, b: Item | undefined): number {
  if (b === undefined) return compareToNothing(a);
  const difference = RANKS[a.kind] - RANKS[b.kind];
  if (difference !== 0) return difference;
  if (a.kind === 'number' && b.kind === 'number') return compareDigits(a.digits, b.digits);
  if (a.kind === 'list' && b.kind === 'list') return compareList(a, b);
  return compareText(wordOf(a), wordOf(b)) || compareDigits(digitsOf(a), digitsOf(b));
}

function compareToNothing(item: Item): number {
  if (item.kind === 'number') return isNull(item) ? 0 : 1;
  // ComparableVersion has 1 = 1-ga20 > 1-ga = 1, which is no order; here 1-ga20 is newer than both.
  if (item.kind === 'both') return compareText(item.word, String(RELEASE)) || 1;
  if (item.kind === 'word') return compareText(item.word, String(RELEASE));
  for (const inner of item.items) {
    const difference = compareToNothing(inner);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A text that orders qualifiers: the place of a known one, and an unknown one behind all of them. */
function qualifierOf(word: string): string {
  if (RELEASES.has(word)) return String(RELEASE);
  const place = QUALIFIERS.indexOf(word === 'cr' ? 'rc' : word);
  return place < 0 ? `${QUALIFIERS.length}-${word}` : String(place);
}

function wordOf(item: Item): string {
  return item.kind === 'word' || item.kind === 'both' ? item.word : '';
}

/** A word without a number comes before the same one with any. */
function digitsOf(item: Item): string {
  return item.kind === 'both' ? item.digits : '';
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
