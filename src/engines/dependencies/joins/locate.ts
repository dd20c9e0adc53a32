import { shown, shownOrNull } from '../bounds';
import type { LocatedPackage } from '../package';
import { purlOf } from '../purl';
import type { Reading, Root, Row } from '../reading';

/** Names in a chain of dependencies; the rest of a longer one is not kept. */
const MAX_CHAIN = 20;

/**
 * Turns the rows of a file into packages, each name at each version once.
 * @param roots what the project asks for; null where nothing says it
 */
export function locate(
  path: string,
  reading: Pick<Reading, 'rows' | 'ecosystem'>,
  roots: readonly Root[] | null,
): LocatedPackage[] {
  const rows = reading.rows.map((row) => ({ ...row, name: shown(row.name), version: shown(row.version) }));
  const placeOf = placer(rows, roots);
  const found = new Map<string, LocatedPackage>();
  for (const [index, row] of rows.entries()) {
    if (row.isForeign) continue;
    const { name, version, line } = row;
    const [licence, release] = [shownOrNull(row.licence), shownOrNull(row.release)];
    const ecosystem = row.ecosystem ?? reading.ecosystem;
    const purl = row.purl === undefined ? purlOf(ecosystem, name, version) : shown(row.purl);
    const one = { path, ecosystem, release, name, version, purl, ...placeOf(index, row), licence, line };
    const key = JSON.stringify([ecosystem, release, name, version]);
    const before = found.get(key);
    found.set(key, before ? merge(before, one) : one);
  }
  return [...found.values()];
}

type Place = Pick<LocatedPackage, 'direct' | 'dev' | 'via' | 'range'>;

/** Finds how the project comes to each row. */
function placer(rows: readonly Row[], roots: readonly Root[] | null): (index: number, row: Row) => Place {
  const known = roots ?? directRows(rows);
  const asked = askedRows(known);
  const chains = chainsFrom(rows, asked.keys());
  const production = known.filter(({ dev }) => !dev).map(({ row }) => row);
  const forProduction = chainsFrom(rows, production);
  const isDev = (index: number) => chains.has(index) && !forProduction.has(index);
  return (index, row) => {
    const root = asked.get(index);
    return {
      direct: row.direct ?? (roots ? root !== undefined : null),
      dev: row.dev ?? isDev(index),
      via: chains.get(index) ?? [],
      range: shownOrNull(row.range ?? root?.range),
    };
  };
}

/** What is asked for, once each: for production, if it is for that too. */
function askedRows(roots: readonly Root[]): Map<number, Root> {
  const asked = new Map<number, Root>();
  for (const root of roots) {
    const before = asked.get(root.row);
    if (!before || (before.dev && !root.dev)) asked.set(root.row, root);
  }
  return asked;
}

function directRows(rows: readonly Row[]): Root[] {
  return rows.flatMap(({ direct, dev = false, range = null }, row) =>
    direct === true ? [{ row, range, dev }] : [],
  );
}

/** One package that is installed in two places: the place that the project asked for counts, else the first. */
function merge(before: LocatedPackage, after: LocatedPackage): LocatedPackage {
  const best = rank(after) > rank(before) ? after : before;
  return { ...best, dev: before.dev && after.dev };
}

function rank({ direct, via }: LocatedPackage): number {
  if (direct === true) return MAX_CHAIN + 1;
  return via.length === 0 ? -1 : MAX_CHAIN - via.length;
}

/** What is from Git may have no version. */
function labelOf({ name, version }: Row): string {
  return version === '' ? name : `${name}@${version}`;
}

/** The shortest chain from a root to each row that is reached: the names of those before it. */
function chainsFrom(rows: readonly Row[], starts: Iterable<number>): Map<number, readonly string[]> {
  const chains = new Map<number, readonly string[]>();
  const queue: number[] = [];
  const reach = (row: number, chain: readonly string[]) => {
    if (chains.has(row)) return;
    chains.set(row, chain);
    queue.push(row);
  };
  for (const start of starts) reach(start, []);
  // The queue grows while it is read.
  for (let at = 0; at < queue.length; at += 1) {
    const index = queue[at] ?? 0;
    const row = rows[index];
    const chain = chains.get(index) ?? [];
    if (!row?.deps) continue;
    const next = chain.length < MAX_CHAIN ? [...chain, labelOf(row)] : chain;
    for (const dep of row.deps) reach(dep, next);
  }
  return chains;
}
