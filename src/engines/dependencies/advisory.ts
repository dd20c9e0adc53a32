/** An advisory in OSV's schema, as far as matching and findings need it. All texts are foreign. */
export type Advisory = {
  readonly id: string;
  readonly aliases: readonly string[];
  /** Times as ISO 8601. */
  readonly modified: string;
  readonly published: string | null;
  readonly withdrawn: string | null;
  readonly summary: string;
  readonly details: string;
  /** Vectors of CVSS, as `CVSS_V3`. */
  readonly severity: readonly { readonly type: string; readonly score: string }[];
  /** The severity in the database's own words, as "HIGH". */
  readonly databaseSeverity: string | null;
  /** As "CWE-79". */
  readonly cwes: readonly string[];
  readonly references: readonly { readonly type: string; readonly url: string }[];
  readonly affected: readonly Affected[];
};

/** The versions of one package that an advisory is about. */
export type Affected = {
  /** As OSV spells it, with the release of a distribution: "npm", "Debian:12". */
  readonly ecosystem: string;
  readonly name: string;
  readonly versions: readonly string[];
  readonly ranges: readonly AffectedRange[];
  readonly severity: readonly { readonly type: string; readonly score: string }[];
  /** Functions that are vulnerable, as "golang.org/x/net/html.Parse"; few databases have them. */
  readonly symbols: readonly string[];
};

export type AffectedRange = {
  readonly type: 'SEMVER' | 'ECOSYSTEM' | 'GIT';
  readonly events: readonly RangeEvent[];
};

export type RangeEvent =
  | { readonly introduced: string }
  | { readonly fixed: string }
  | { readonly lastAffected: string }
  | { readonly limit: string };

/** How likely and how surely a vulnerability is exploited, by its CVE. */
export type Exploitation = {
  /** EPSS: the probability of exploitation within 30 days, from 0 to 1. */
  readonly epss: number | null;
  /** Whether it is in CISA's list of known exploited vulnerabilities. */
  readonly isExploited: boolean;
};

/** Where advisories of an ecosystem came from. */
export type AdvisorySource = {
  readonly ecosystem: string;
  /** As "import", "api" or "download". */
  readonly source: string;
  readonly count: number;
  /** When it was last brought up to date, as ISO 8601. */
  readonly updatedAt: string;
  /** Whether it is all that a database has. Else packages that it does not name are not checked. */
  readonly isWhole: boolean;
};

/** The key by which advisories of a package are found: see packageKey. */
export type PackageKey = string;

/** What is known of the packages that were asked for. */
export type AdvisoryData = {
  readonly advisories: ReadonlyMap<PackageKey, readonly Advisory[]>;
  readonly exploitation: ReadonlyMap<string, Exploitation>;
  /** The ecosystems with data. Packages of others are not checked. */
  readonly sources: readonly AdvisorySource[];
  /** Packages that no source could answer for, although their ecosystem has data. They are not checked. */
  readonly unchecked?: ReadonlySet<PackageKey>;
};
