import { parse } from 'smol-toml';
import { affectedEvents } from './rustRanges';

type Table = Record<string, unknown>;

const FRONT_MATTER = /^\s*```toml\r?\n([\s\S]*?)\r?\n```\r?\n?/;

/**
 * Reads an advisory as RustSec's repository has it, Markdown after TOML, into OSV's schema.
 * It has no time of a change: the day of its publication or withdrawal takes the place of that.
 * @throws Error if its beginning is no TOML, or its versions are no ranges
 */
export function readRustsec(text: string): unknown {
  const [matched, toml] = FRONT_MATTER.exec(text) ?? [];
  if (matched === undefined || toml === undefined) throw new Error('it does not begin with TOML');
  const { advisory, versions, affected } = parse(toml) as Record<string, Table | undefined>;
  if (!advisory) throw new Error('it has no table advisory');
  const [, title = '', details = ''] = /^\s*# ([^\n]*)\n?([\s\S]*)$/.exec(text.slice(matched.length)) ?? [];
  const published = noonOf(advisory.date);
  const withdrawn = noonOf(advisory.withdrawn);
  const { cvss } = advisory;
  return {
    id: advisory.id,
    modified: withdrawn ?? published,
    published,
    withdrawn,
    aliases: advisory.aliases,
    summary: title.trim(),
    details: details.trim(),
    severity: typeof cvss === 'string' ? [{ type: `CVSS_V${cvss.charAt(5)}`, score: cvss }] : [],
    affected: [
      {
        package: { ecosystem: 'crates.io', name: advisory.package },
        ranges: [
          {
            type: 'SEMVER',
            events: affectedEvents([...texts(versions?.unaffected), ...texts(versions?.patched)]),
          },
        ],
        ecosystem_specific: { affects: { functions: Object.keys((affected?.functions ?? {}) as object) } },
        database_specific: {
          categories: advisory.categories,
          informational: advisory.informational ?? null,
          cvss,
        },
      },
    ],
    references: [
      { type: 'ADVISORY', url: `https://rustsec.org/advisories/${advisory.id}.html` },
      ...[advisory.url, ...texts(advisory.references)].filter(Boolean).map((url) => ({ type: 'WEB', url })),
    ],
    database_specific: { license: 'CC0-1.0' },
  };
}

/** A day as the time that RustSec's own export gives it. */
function noonOf(day: unknown): string | undefined {
  return day === undefined ? undefined : `${String(day).slice(0, 10)}T12:00:00Z`;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
