import { type Collecting, runAt } from './collecting';
import { isComponentList } from './componentFields';
import { InvalidDocument, type JsonKind, type JsonPath, type Plan, pointerOf, TOO_LARGE } from './json';
import { readJson } from './readJson';
import type { Problem, Run } from './run';
import { keepOf } from './runFields';

/** The runs of a document without their results, and what could not be read of them. */
export type Runs = { readonly runs: readonly Run[]; readonly problems: readonly Problem[] };

/**
 * Reads all of a document but its results. Their number has no effect on the memory.
 * @param open returns its text from the beginning, in the same pieces each time
 * @throws InvalidDocument
 */
export async function readRuns(open: () => AsyncIterable<string>): Promise<Runs> {
  const to = startCollecting();
  await readJson(open, planFor(to));
  return requireWhole(to);
}

export function startCollecting(): Collecting {
  return { runs: [], problems: [], kept: 0, hasVersion: false, hasRuns: false };
}

/** @throws InvalidDocument if something is missing that every document has */
export function requireWhole({ runs, problems, hasVersion, hasRuns }: Collecting): Runs {
  if (!hasVersion) throw new InvalidDocument('/version', 'is required, and must be "2.1.0"');
  if (!hasRuns) throw new InvalidDocument('/runs', 'is required');
  for (const [index, { driver }] of runs.entries()) {
    if (!driver.name) throw new InvalidDocument(`/runs/${index}/tool/driver/name`, 'is required');
  }
  return { runs, problems };
}

/** What to read of a document. The plan throws InvalidDocument where it can't be one. */
export function planFor(to: Collecting): (path: JsonPath, kind: JsonKind) => Plan {
  return (path, kind) => {
    const shape = path.map((part) => (typeof part === 'number' ? '*' : part)).join('/');
    const wanted = KINDS[shape];
    if (wanted && !wanted.includes(kind))
      throw new InvalidDocument(pointerOf(path), `must be ${WORDS[wanted[0]]}`);
    const special = SPECIAL[shape];
    if (special) return special(to, path, kind);
    if (ENTERED.has(shape) || isComponentList(shape)) return 'enter';
    const keep = keepOf(shape, to);
    if (!keep) return 'skip';
    return {
      build: (value, way) => {
        if (value === TOO_LARGE) to.problems.push({ pointer: pointerOf(way), what: 'is too large' });
        else keep({ value, path: way });
      },
    };
  };
}

type Special = (to: Collecting, path: JsonPath, kind: JsonKind) => Plan;

const SPECIAL: Readonly<Record<string, Special>> = {
  version: (to) => ({
    build: (value) => {
      if (value !== '2.1.0') throw new InvalidDocument('/version', 'must be "2.1.0"');
      to.hasVersion = true;
    },
  }),
  runs: (to) => {
    to.hasRuns = true;
    return 'enter';
  },
  'runs/*': (to, path) => {
    runAt(to, path);
    return 'enter';
  },
  // Null: the tool has not looked for any.
  'runs/*/results': (to, path, kind) => {
    runAt(to, path).hasResults = kind === 'array';
    return 'skip';
  },
  'runs/*/externalPropertyFileReferences/results': (to, path) => {
    to.problems.push({ pointer: pointerOf(path), what: 'are in other files, which were not sent' });
    return 'skip';
  },
};

const WORDS = { object: 'an object', array: 'a list', scalar: 'a text' } as const;
const KINDS: Readonly<Record<string, readonly [JsonKind, ...JsonKind[]]>> = {
  '': ['object'],
  version: ['scalar'],
  runs: ['array'],
  'runs/*': ['object'],
  'runs/*/tool': ['object'],
  'runs/*/tool/driver': ['object'],
  'runs/*/results': ['array', 'scalar'],
};

const ENTERED = new Set([
  '',
  'runs/*/tool',
  'runs/*/tool/driver',
  'runs/*/tool/extensions',
  'runs/*/tool/extensions/*',
  'runs/*/taxonomies',
  'runs/*/taxonomies/*',
  'runs/*/artifacts',
  'runs/*/artifacts/*',
  'runs/*/automationDetails',
  'runs/*/invocations',
  'runs/*/invocations/*',
  'runs/*/threadFlowLocations',
  'runs/*/versionControlProvenance',
  'runs/*/versionControlProvenance/*',
  'runs/*/externalPropertyFileReferences',
]);
