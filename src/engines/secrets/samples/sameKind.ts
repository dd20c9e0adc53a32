const WORDS =
  'maple river copper lantern meadow granite harbor willow saffron ember quartz falcon orchid breeze velvet timber'.split(
    ' ',
  );

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Returns another value of the same kind: words for words, digits for digits, letters of the same case for letters.
 * What a value begins with by its provider's form is kept.
 */
export function anotherOfKind(value: string, random: () => number): string {
  const of = (characters: string) => characters.charAt(Math.floor(random() * characters.length));
  const isOfWords = /^[A-Za-z]{3}/.test(value) && !/[a-z][A-Z]|\d[A-Za-z]|[A-Z]{2}|[^\w !.@-]|_/.test(value);
  if (isOfWords) return value.replace(/[a-z]{3,40}|[A-Z][a-z]{2,40}/g, (word) => wordLike(word, random));
  const prefix =
    /^(?:[a-z]{3,5}[_-](?:live-|[0-9]{6,20}-)?|SUA|\$8\$|\$krb5[a-z]{1,8}\$23\$|\$apr1\$|\$6\$)/.exec(
      value,
    )?.[0] ?? '';
  const rest = value.slice(prefix.length);
  const isHex = /^[0-9a-f:$-]{1,4000}$/.test(rest);
  const hex = rest.replace(/[0-9a-f]{24,4000}/g, (run) =>
    Array.from(run, () => of('0123456789abcdef')).join(''),
  );
  if (hex !== rest && !isHex) return prefix + hex;
  const changed = Array.from(rest, (character) => {
    if (isHex && /[0-9a-f]/.test(character)) return of('0123456789abcdef');
    if (/[2-7]/.test(character) && prefix === 'SUA') return of('234567');
    if (/\d/.test(character)) return of('0123456789');
    if (/[a-z]/.test(character)) return of('abcdefghijklmnopqrstuvwxyz');
    return /[A-Z]/.test(character) ? of('ABCDEFGHIJKLMNOPQRSTUVWXYZ') : character;
  });
  return prefix + changed.join('');
}

function wordLike(word: string, random: () => number): string {
  const other = WORDS[Math.floor(random() * WORDS.length)] ?? word;
  return /^[A-Z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
}
