/** A pattern that begins with the name of a provider, which must be a word of its own. */
class AssignedRegExp extends RegExp {
  constructor(
    source: string,
    readonly names: string,
  ) {
    super(source, 'gi');
  }

  // Copies are plain expressions.
  static override get [Symbol.species](): RegExpConstructor {
    return RegExp;
  }
}

/** Whether a pattern begins with the name of a provider. */
export function isOfName(pattern: RegExp): boolean {
  return pattern instanceof AssignedRegExp;
}

/**
 * Whether a match of a pattern begins with the name of its provider, and not within another word. `okta` is not in
 * `rookTable`, nor `sumo` in `sumOfAll`. True of all patterns that `assigned` has not built.
 * @param at where the match begins
 */
export function beginsWithName(pattern: RegExp, text: string, at: number): boolean {
  if (!(pattern instanceof AssignedRegExp)) return true;
  const isInWord = /[a-z][^A-Z]$|[A-Za-z][A-Z][^A-Z]$/.test(text.slice(Math.max(0, at - 2), at + 1));
  const isOneWord = /^[a-z0-9]{1,40}$/.test(pattern.names);
  return !isInWord && !(isOneWord && /[a-z][A-Z]/.test(text.slice(at, at + pattern.names.length)));
}

/** The separator of a name and its value: `=`, `:`, `=>`, `:=`, `: string =`, or a call's comma or bracket. */
const SEPARATOR = '(?:=>|:=|\\|\\|=?|:[\\t ]?[A-Za-z]{1,20}[\\t ]?=|[=:,(>])';

/**
 * Builds the pattern of a value without a distinctive form, assigned to a name that contains its provider's.
 * It matches `ASANA_CLIENT_SECRET = "…"` and `asana: { clientSecret: '…' }`.
 * It also matches `"asana-token": "…"` and `asanaToken: string = "…"`.
 * After key, token, secret or password a space is enough: `ENV ASANA_TOKEN …`, `--asana-token …`.
 * @param names the provider's names as alternatives of a regular expression, such as `asana` or `new[_.-]?relic`
 * @param value the value's form, as precise as the provider documents it, with bounded quantifiers
 */
export function assigned(names: string, value: string): RegExp {
  const separated = `[\\w.\\-\\t ]{0,40}?["'\`\\]]{0,2}[\\t ]{0,8}${SEPARATOR}[\\t ]{0,8}`;
  const spaced = '[\\w.-]{0,40}?(?:key|token|secret|password)[\\t ]{1,8}';
  return new AssignedRegExp(
    `(?:${names})(?:${separated}|${spaced})@?["'\`]{0,2}(?<secret>${value})(?![\\w+/-])`,
    names,
  );
}
