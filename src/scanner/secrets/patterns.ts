/**
 * The pattern of a value that has no form of its own, given to something that is called after its provider:
 * `ASANA_CLIENT_SECRET = "…"`, `asana: { clientSecret: '…' }`, `"asana-token": "…"`, `asana_secret => '…'`.
 * @param names the provider's names as alternatives of a regular expression, such as `asana` or `new[_.-]?relic`
 * @param value the value's form, as precise as the provider documents it, with bounded quantifiers
 */
export function assigned(names: string, value: string): RegExp {
  return new RegExp(
    `(?:${names})[\\w.\\-\\t ]{0,40}?["'\`\\]]{0,2}[\\t ]{0,8}(?:=>|:=|\\|\\|=?|[=:,(>])[\\t ]{0,8}["'\`]{0,2}(?<secret>${value})(?![\\w+/-])`,
    'gi',
  );
}
