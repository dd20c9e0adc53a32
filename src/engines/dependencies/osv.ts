import type { Advisory, Affected, AffectedRange, RangeEvent } from './advisory';

type Json = Record<string, unknown>;

/** An id of any database, as "GHSA-jf85-cpcp-j695". */
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** Reads an advisory in OSV's schema. What is unknown or malformed beside its id, time and packages is left out. */
export function parseAdvisory(json: unknown): { advisory: Advisory } | { problem: string } {
  if (!isObject(json)) return { problem: 'it is not a JSON object' };
  const { id, modified, published, withdrawn } = json;
  if (typeof id !== 'string' || !ID.test(id)) return { problem: 'it has no valid id' };
  if (!isTime(modified)) return { problem: 'its field modified is not a time' };
  if (withdrawn !== undefined && withdrawn !== null && !isTime(withdrawn))
    return { problem: 'its field withdrawn is not a time' };
  const database = isObject(json.database_specific) ? json.database_specific : {};
  return {
    advisory: {
      id,
      aliases: texts(json.aliases),
      modified,
      published: isTime(published) ? published : null,
      withdrawn: isTime(withdrawn) ? withdrawn : null,
      summary: text(json.summary),
      details: text(json.details),
      severity: scores(json.severity),
      databaseSeverity: typeof database.severity === 'string' ? database.severity : null,
      cwes: texts(database.cwe_ids),
      references: objects(json.references).map(({ type, url }) => ({ type: text(type), url: text(url) })),
      affected: objects(json.affected).flatMap(affectedOf),
    },
  };
}

function affectedOf(entry: Json): Affected[] {
  const { package: named, versions, ranges, severity, ecosystem_specific: specific } = entry;
  if (!isObject(named)) return [];
  const { ecosystem, name } = named;
  if (typeof ecosystem !== 'string' || typeof name !== 'string' || name === '') return [];
  return [
    {
      ecosystem,
      name,
      versions: texts(versions),
      ranges: objects(ranges).flatMap(rangeOf),
      severity: scores(severity),
      symbols: symbolsOf(specific),
    },
  ];
}

const RANGE_TYPES = ['SEMVER', 'ECOSYSTEM', 'GIT'] as const;

function rangeOf({ type, events }: Json): AffectedRange[] {
  const known = RANGE_TYPES.find((it) => it === type);
  return known ? [{ type: known, events: objects(events).flatMap(eventOf) }] : [];
}

function eventOf({ introduced, fixed, last_affected: last, limit }: Json): RangeEvent[] {
  return [
    ...(typeof introduced === 'string' ? [{ introduced }] : []),
    ...(typeof fixed === 'string' ? [{ fixed }] : []),
    ...(typeof last === 'string' ? [{ lastAffected: last }] : []),
    ...(typeof limit === 'string' ? [{ limit }] : []),
  ];
}

/** Go names them by package. */
function symbolsOf(specific: unknown): string[] {
  if (!isObject(specific)) return [];
  return objects(specific.imports).flatMap(({ path, symbols }) =>
    texts(symbols).map((symbol) => `${text(path)}.${symbol}`),
  );
}

function scores(value: unknown): { type: string; score: string }[] {
  return objects(value).map(({ type, score }) => ({ type: text(type), score: text(score) }));
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
