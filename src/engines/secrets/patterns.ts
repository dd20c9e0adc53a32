/** The separator of a name and its value: `=`, `:`, `=>`, `:=`, `: string =`, or a call's comma or bracket. */
const SEPARATOR = '(?:=>|:=|\\|\\|=?|:[\\t ]?[A-Za-z]{1,20}[\\t ]?=|[=:,(>])';

/**
 * Builds the pattern of a value without a distinctive form, assigned to a name that contains its provider's:
 * `ASANA_CLIENT_SECRET = "…"`, `asana: { clientSecret: '…' }`, `"asana-token": "…"`, `asanaToken: string = "…"`.
 * After key, token, secret or password a space is enough: `ENV ASANA_TOKEN …`, `--asana-token …`.
 * @param names the provider's names as alternatives of a regular expression, such as `asana` or `new[_.-]?relic`
 * @param value the value's form, as precise as the provider documents it, with bounded quantifiers
 */
export function assigned(names: string, value: string): RegExp {
  const separated = `[\\w.\\-\\t ]{0,40}?["'\`\\]]{0,2}[\\t ]{0,8}${SEPARATOR}[\\t ]{0,8}`;
  const spaced = '[\\w.-]{0,40}?(?:key|token|secret|password)[\\t ]{1,8}';
  return new RegExp(
    `(?:${names})(?:${separated}|${spaced})@?["'\`]{0,2}(?<secret>${value})(?![\\w+/-])`,
    'gi',
  );
}
