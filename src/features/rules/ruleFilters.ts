import { SEVERITIES, type Severity } from '@/engines/engine';

/** What a secret is. The same as in the catalogue. */
export const RULE_KINDS = ['key', 'token', 'password', 'secret', 'url', 'other'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export const KIND_WORDS: Record<RuleKind, string> = {
  key: 'Key',
  token: 'Token',
  password: 'Password',
  secret: 'Secret',
  url: 'Address',
  other: 'Other',
};

/** The filters of the list of rules, as kept in the URL. Of one filter several values are alternatives. */
export type RuleFilters = {
  q: string;
  provider: readonly string[];
  severity: readonly Severity[];
  kind: readonly RuleKind[];
};

export const NO_FILTERS: RuleFilters = { q: '', provider: [], severity: [], kind: [] };

/** Rows on a page of the list. */
export const PAGE_ROWS = 50;

/** Reads the filters from a URL. Unknown values are ignored. */
export function readFilters(params: URLSearchParams): RuleFilters {
  const among = <Value extends string>(name: string, values: readonly Value[]) => {
    const asked = params.get(name)?.split(',') ?? [];
    return values.filter((value) => asked.includes(value));
  };
  return {
    q: params.get('q') ?? '',
    // A provider's name may hold a comma, so each has a parameter of its own.
    provider: params.getAll('provider').slice(0, 100),
    severity: among('severity', SEVERITIES),
    kind: among('kind', RULE_KINDS),
  };
}

/** The query of a URL with these filters. It has no defaults. */
export function writeFilters({ q, provider, severity, kind }: RuleFilters): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  for (const one of provider) params.append('provider', one);
  if (severity.length > 0) params.set('severity', severity.join());
  if (kind.length > 0) params.set('kind', kind.join());
  return params.toString();
}

/** The query for rules with these filters. Server and browser make the same. */
export function listInput({ q, provider, severity, kind }: RuleFilters) {
  // The server refuses control characters. They can't be typed, but a link may contain them.
  const text = q
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 255);
  const names = provider.map((name) => name.slice(0, 255));
  return { limit: PAGE_ROWS, q: text, provider: names, severity: [...severity], kind: [...kind] };
}
