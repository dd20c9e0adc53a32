import type { Item } from './item';

/** CISA's catalogue of known exploited vulnerabilities. */
type Kev = { readonly vulnerabilities: readonly unknown[] };

const CVE = /^CVE-\d{4}-\d{4,19}$/;

/** Whether a JSON document has the form of the catalogue. */
export function isKev(json: unknown): json is Kev {
  const { catalogVersion, vulnerabilities } = (json ?? {}) as Record<string, unknown>;
  return typeof catalogVersion === 'string' && Array.isArray(vulnerabilities);
}

/** The CVEs of the catalogue. */
export function readKev({ vulnerabilities }: Kev): Item {
  const ids = vulnerabilities.map((entry) => (entry as { cveID?: unknown } | null)?.cveID);
  const cves = ids.filter((id) => typeof id === 'string' && CVE.test(id)) as string[];
  if (cves.length === 0) return { type: 'bad', name: 'catalogue', problem: 'names no CVE in cveID' };
  return { type: 'exploited', cves };
}
