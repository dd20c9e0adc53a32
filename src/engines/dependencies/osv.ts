import type { Advisory, Affected, AffectedRange, RangeEvent } from './advisory';

type Json = Record<string, unknown>;

/** An advisory and what of it was skipped, a phrase each; or why it is none. */
export type ParsedAdvisory =
  | { readonly advisory: Advisory; readonly problems: readonly string[] }
  | { readonly problem: string };

/** An id of any database, as "GHSA-jf85-cpcp-j695". */
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T/;
const CWE = /^CWE-\d{1,6}$/;
const WEB = /^https?:\/\/\S{1,2000}$/;
/** For an advisory without one: any other time is newer. */
const NEVER = '1970-01-01T00:00:00Z';
const RANGE_TYPES = ['SEMVER', 'ECOSYSTEM', 'GIT'] as const;

/**
 * Reads an advisory in OSV's schema (https://ossf.github.io/osv-schema/). It keeps what it can.
 * @param json of any shape
 */
export function parseAdvisory(json: unknown): ParsedAdvisory {
  if (!isObject(json)) return { problem: 'it is not a JSON object' };
  const { id, modified, published, withdrawn } = json;
  if (typeof id !== 'string' || !ID.test(id)) return { problem: 'it has no valid id' };
  const problems: string[] = [];
  const database = isObject(json.database_specific) ? json.database_specific : {};
  const entries = list(json.affected, 'affected', problems);
  return {
    advisory: {
      id,
      aliases: [...texts(json.aliases), ...soleUpstream(json)].filter((alias) => ID.test(alias)),
      modified: timeOf(modified, 'modified', problems) ?? NEVER,
      published: isNothing(published) ? null : timeOf(published, 'published', problems),
      withdrawn: isNothing(withdrawn) ? null : timeOf(withdrawn, 'withdrawn', problems),
      summary: text(json.summary),
      details: text(json.details),
      severity: scores(json.severity),
      databaseSeverity: severityOf([database, ...entries]),
      cwes: texts(database.cwe_ids).filter((cwe) => CWE.test(cwe)),
      references: list(json.references, 'references', problems)
        .map(({ type, url }) => ({ type: text(type), url: text(url) }))
        .filter(({ url }) => WEB.test(url)),
      affected: entries.flatMap((entry, index) => affectedOf(entry, `affected[${index}]`, problems)),
    },
    problems,
  };
}

/**
 * What a distribution's record is about, as "CVE-2026-1" of "DEBIAN-CVE-2026-1". One about several, as a notice of a
 * distribution may be, is no alias of any of them.
 */
function soleUpstream({ upstream }: Json): readonly string[] {
  const all = [...new Set(texts(upstream))];
  return all.length === 1 ? all : [];
}

/** The database's own word; for RustSec what an advisory is where it is no vulnerability, as "unmaintained". */
function severityOf(places: readonly Json[]): string | null {
  for (const place of places) {
    const specific = isObject(place.database_specific) ? place.database_specific : place;
    const word = [specific.severity, specific.informational].find(
      (it) => typeof it === 'string' && it !== '',
    );
    if (typeof word === 'string') return word;
  }
  return null;
}

function affectedOf(entry: Json, at: string, problems: string[]): Affected[] {
  const { package: named, versions, severity, ecosystem_specific: specific } = entry;
  const { ecosystem, name } = isObject(named) ? named : {};
  if (typeof ecosystem !== 'string' || typeof name !== 'string' || ecosystem === '' || name === '') {
    // Advisories of Git repositories name no package.
    if (named !== undefined) problems.push(`${at} names no package`);
    return [];
  }
  return [
    {
      ecosystem,
      name,
      versions: texts(versions),
      ranges: list(entry.ranges, `${at}.ranges`, problems).flatMap((range) => rangeOf(range, at, problems)),
      severity: scores(severity),
      symbols: symbolsOf(specific),
    },
  ];
}

function rangeOf({ type, events }: Json, at: string, problems: string[]): AffectedRange[] {
  const known = RANGE_TYPES.find((it) => it === type);
  if (!known) {
    problems.push(`${at} has a range of an unknown type`);
    return [];
  }
  const found = list(events, `${at} events`, problems).flatMap(eventsOf);
  if (!found.some((event) => 'introduced' in event)) {
    problems.push(`${at} has a range without a beginning`);
    return [];
  }
  return [{ type: known, events: found }];
}

function eventsOf({ introduced, fixed, last_affected: last, limit }: Json): RangeEvent[] {
  return [
    ...(isText(introduced) ? [{ introduced }] : []),
    ...(isText(fixed) ? [{ fixed }] : []),
    ...(isText(last) ? [{ lastAffected: last }] : []),
    ...(isText(limit) ? [{ limit }] : []),
  ];
}

/** Go names functions by package, and RustSec by path. */
function symbolsOf(specific: unknown): string[] {
  if (!isObject(specific)) return [];
  const ofGo = objects(specific.imports).flatMap(({ path, symbols }) =>
    texts(symbols).map((symbol) => `${text(path)}.${symbol}`),
  );
  const ofRust = isObject(specific.affects) ? texts(specific.affects.functions) : [];
  return [...ofGo, ...ofRust];
}

function scores(value: unknown): { type: string; score: string }[] {
  return objects(value)
    .map(({ type, score }) => ({ type: text(type), score: text(score) }))
    .filter(({ score }) => score !== '');
}

/** The objects of a list; notes where it is none, or has other things. */
function list(value: unknown, name: string, problems: string[]): Json[] {
  const found = objects(value);
  const isWhole = isNothing(value) || (Array.isArray(value) && found.length === value.length);
  if (!isWhole) problems.push(`its field ${name} is no list of objects`);
  return found;
}

function timeOf(value: unknown, name: string, problems: string[]): string | null {
  if (typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value))) return value;
  problems.push(`its field ${name} is not a time`);
  return null;
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
