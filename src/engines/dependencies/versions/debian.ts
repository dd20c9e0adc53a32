import { compareDigits, orderBy, type VersionOrder } from './versionOrder';

type DebianVersion = { readonly epoch: string; readonly upstream: string; readonly revision: string };

const EPOCH = /^\d+$/;
const CHARACTERS = /^[0-9a-z.+~:-]+$/i;

/** Debian, as its policy says in section 5.6.12: epoch, upstream version, revision; `~` is before all, even the end. */
export const DEBIAN: VersionOrder = orderBy(parse, compare);

function parse(text: string): DebianVersion | null {
  const version = text.trim();
  if (!CHARACTERS.test(version)) return null;
  const colon = version.indexOf(':');
  const epoch = colon < 0 ? '0' : version.slice(0, colon);
  if (!EPOCH.test(epoch)) return null;
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  const upstream = dash < 0 ? rest : rest.slice(0, dash);
  return upstream === '' ? null : { epoch, upstream, revision: dash < 0 ? '' : rest.slice(dash + 1) };
}

function compare(a: DebianVersion, b: DebianVersion): number {
  return (
    compareDigits(a.epoch, b.epoch) ||
    comparePart(a.upstream, b.upstream) ||
    comparePart(a.revision, b.revision)
  );
}

/** Compares by turns what is no digit, then digits as a number. */
function comparePart(a: string, b: string): number {
  let left = 0;
  let right = 0;
  while (left < a.length || right < b.length) {
    while (isOther(a[left]) || isOther(b[right])) {
      const difference = weightOf(a[left]) - weightOf(b[right]);
      if (difference !== 0) return difference;
      left++;
      right++;
    }
    const [leftEnd, rightEnd] = [endOfDigits(a, left), endOfDigits(b, right)];
    const difference = compareDigits(a.slice(left, leftEnd) || '0', b.slice(right, rightEnd) || '0');
    if (difference !== 0) return difference;
    [left, right] = [leftEnd, rightEnd];
  }
  return 0;
}

function isOther(character: string | undefined): boolean {
  return character !== undefined && !isDigit(character);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** `~` first, then the end and digits, then letters, then all else. */
function weightOf(character: string | undefined): number {
  if (character === undefined || isDigit(character)) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[a-z]/i.test(character) ? code : code + 256;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text[end])) end++;
  return end;
}
