import {
  ABOUT_SECRET,
  KEY_OWNERS,
  KEYS,
  MAY_HAVE_PHRASE,
  NEVER_SECRET,
  PASSWORD_ENDING,
  PASSWORDS,
  PHRASES,
  PLAIN_KEYS,
  PUBLIC_MEMBERS,
  SALTS,
  SECRETS,
  TOKENS,
  TRAILING,
} from './vocabulary';

/** The class of a value by its name. Passwords are chosen, the others are generated. */
export type NameClass = 'password' | 'secret' | 'key' | 'token' | 'salt';

/**
 * How a name says it: at its end (`db_password`) or further in front (`TOKEN_FOR_CI`).
 * Others say it by the key of an owner on no list (`acmepay_key`), or by `key` alone.
 */
export type Saying = 'end' | 'inside' | 'owner' | 'bare';

const NEAR_WORDS = 3;

/** The meaning of a name: its class, and its words in lower case. */
export type ReadName = {
  readonly is: NameClass;
  readonly words: readonly string[];
  readonly says: Saying;
  /** Whether other words exclude a secret: `csrf_token`, `forgot_password`. */
  readonly saysNone: boolean;
};

/**
 * Reads a name such as `spring.datasource.password`, `--client-secret` or `awsSecretAccessKey`.
 * @returns undefined for names without a word for a secret: `publicKey`, `author`
 */
export function readName(name: string): ReadName | undefined {
  const words = wordsOf(MAY_HAVE_PHRASE.test(name) ? withJoinedPhrases(name) : name);
  let last = words.length - 1;
  while (last > 0 && (TRAILING.has(words[last] ?? '') || /^\d{1,4}$/.test(words[last] ?? ''))) last--;
  // `secret_value` and `key_base` end with words that may follow a secret's name.
  const is = classOf(words.slice(0, last + 1));
  if (is === undefined) return readInside(words) ?? readOwnersKey(words.slice(0, last + 1));
  const judged = isSecretId(words.at(-1) ?? '', words.at(-2) ?? '') ? words.slice(0, -1) : words;
  const saysNone =
    judged.some((word) => NEVER_SECRET.has(word)) ||
    judged.slice(-NEAR_WORDS).some((word) => ABOUT_SECRET.has(word) && !(is === 'key' && word === 'text'));
  return { is, words, says: 'end', saysNone };
}

/** Reads the name of a member of a mapping whose own name says that it holds secrets. */
export function withMember(name: ReadName, member: string): ReadName {
  const words = wordsOf(member);
  const isPlain = words.some(
    (word) => NEVER_SECRET.has(word) || ABOUT_SECRET.has(word) || PUBLIC_MEMBERS.has(word),
  );
  return { ...name, words: [...name.words, ...words], saysNone: name.saysNone || isPlain };
}

function withJoinedPhrases(name: string): string {
  return PHRASES.reduce((text, [phrase, word]) => text.replace(phrase, word), name);
}

/** `SECRET_CHECKOUT_PROD`, `passwordForReports`. The words behind must not make it a fact about a secret. */
function readInside(words: readonly string[]): ReadName | undefined {
  for (let end = words.length - 1; end > 0; end--) {
    const is = classOf(words.slice(0, end));
    if (is === undefined || is === 'salt' || words[end - 1] === 'auth' || words[end - 1] === 'pass') continue;
    const saysNone = words.some((word) => NEVER_SECRET.has(word) || ABOUT_SECRET.has(word));
    return { is, words, says: 'inside', saysNone };
  }
  return undefined;
}

/** `acmepay_key`, `tollgateKey`, and `key` alone. */
function readOwnersKey(words: readonly string[]): ReadName | undefined {
  if (words.at(-1) !== 'key') return undefined;
  const owner = words.at(-2);
  const saysNone = words.some(
    (word) => NEVER_SECRET.has(word) || ABOUT_SECRET.has(word) || PLAIN_KEYS.has(word),
  );
  return { is: 'key', words, says: owner === undefined ? 'bare' : 'owner', saysNone };
}

/** Splits a name in snake, kebab, dotted or camel case into its words, in lower case and without accents. */
export function wordsOf(name: string): string[] {
  const spaced = name
    .slice(-100)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z]{2})(\d{1,4})$/i, '$1 $2');
  const lower = spaced.toLowerCase();
  const words = /^[ -~]{0,300}$/.test(lower)
    ? lower.match(/[a-z0-9]{1,300}/g)
    : withoutAccents(lower).match(/[\p{L}\p{N}]{1,300}/gu);
  return words ?? [];
}

function withoutAccents(text: string): string {
  // The marks of Japanese syllables are letters of their own.
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('\u0142', 'l');
}
function classOf(words: readonly string[]): NameClass | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (PASSWORDS.has(last) || PASSWORD_ENDING.test(last)) return 'password';
  if (SECRETS.has(last) || last.endsWith('secret')) return 'secret';
  if (last === 'key' && words.slice(-3, -1).includes('secret')) return 'secret';
  if (TOKENS.has(last) || last.endsWith('token') || isSecretId(last, before)) return 'token';
  if (isKey(last, before)) return 'key';
  return SALTS.has(last) ? 'salt' : undefined;
}

function isKey(last: string, before: string): boolean {
  return (
    KEYS.has(last) ||
    last.endsWith('apikey') ||
    ((last === 'key' || last === 'keys') && KEY_OWNERS.has(before))
  );
}

/** Vault's AppRoles sign in with a role_id, which is a name, and a secret_id, which is a secret. */
function isSecretId(last: string, before: string): boolean {
  return last === 'id' && before === 'secret';
}
