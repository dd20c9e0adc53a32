import { groupBy } from '@/lib/groupBy';

/** Matches what a scan detects with what earlier scans did, by where it is and by what stands around it. */

/** An occurrence of a secret: where it is, and digests of its line, the line above and the line below. */
export type Occurrence = { readonly filePath: string; readonly anchors: readonly string[] };

export type Match<Known, Found> = { readonly known: Known; readonly found: Found };

/** `isRename`: whether Git takes the file for renamed. */
export type MoveMatch<Known, Found> = Match<Known, Found> & { readonly isRename: boolean };

/** What two occurrences must have in common, as one text each; null for an occurrence that has nothing of it. */
type Pass = {
  readonly ofKnown: (it: Occurrence) => string | null;
  readonly ofFound: (it: Occurrence) => string | null;
};

const both = (keyOf: Pass['ofKnown']): Pass => ({ ofKnown: keyOf, ofFound: keyOf });
const anchored = (...which: (0 | 1 | 2)[]): Pass =>
  both(({ anchors }) => (anchors.length === 3 ? which.map((it) => anchors[it]).join(' ') : null));

/** The strongest first. The last one matches by order. */
const IN_FILE: readonly Pass[] = [
  anchored(0, 1, 2),
  anchored(0, 1),
  anchored(0, 2),
  anchored(0),
  anchored(1, 2),
  both(() => ''),
];

/** Matches the occurrences of one secret in one file with those that are known there. All are in their order. */
export function matchInFile<Known extends Occurrence, Found extends Occurrence>(
  known: readonly Known[],
  found: readonly Found[],
): Match<Known, Found>[] {
  return matchBy(IN_FILE, known, found).matches;
}

/** What was detected. Earlier versions gave its secret the former digests. */
type Detected = Occurrence & {
  readonly identity: string;
  readonly formerIdentities: readonly string[];
  readonly inTree: boolean;
};

/**
 * Matches detections with the known occurrences of their secrets, file by file.
 * A secret that is in history alone has one occurrence, whichever file it was in last.
 * @param isSeen whether this scan has seen a known occurrence already
 */
export function matchKnown<Known extends Occurrence & { readonly identity: string }, Found extends Detected>(
  known: readonly Known[],
  detections: readonly Found[],
  isSeen: (known: Known) => boolean,
): Map<Found, Known> {
  const present = new Map(
    detections.flatMap(({ identity, formerIdentities }) =>
      formerIdentities.map((former) => [former, identity] as const),
    ),
  );
  const identityOf = ({ identity }: { identity: string }) => present.get(identity) ?? identity;
  const inFile = (it: { identity: string; filePath: string }) => `${identityOf(it)}\0${it.filePath}`;
  // What has a digest itself comes before what a former one stands for.
  const exactFirst = known.toSorted(
    (a, b) => Number(present.has(a.identity)) - Number(present.has(b.identity)),
  );
  const knownIn = groupBy(exactFirst, inFile);
  const before = new Map<Found, Known>();
  for (const [key, found] of groupBy(detections, inFile)) {
    for (const match of matchInFile(knownIn.get(key) ?? [], found)) before.set(match.found, match.known);
  }
  const taken = new Set(before.values());
  const left = groupBy(
    known.filter((it) => !isSeen(it) && !taken.has(it)),
    identityOf,
  );
  for (const detection of detections) {
    const last =
      detection.inTree || before.has(detection) ? undefined : left.get(detection.identity)?.shift();
    if (last) before.set(detection, last);
  }
  return before;
}

/** Pairs of occurrences of one secret whose paths are compared. More are matched by order. */
const MOST_PAIRS = 10_000;

/**
 * Matches occurrences of one secret that have vanished with new ones, which may be in other files.
 * @param renames the new names of files, as Git reports them
 */
export function matchMoves<Known extends Occurrence, Found extends Occurrence>(
  known: readonly Known[],
  found: readonly Found[],
  renames: ReadonlyMap<string, string>,
): MoveMatch<Known, Found>[] {
  const renamed = ({ filePath }: Occurrence) => renames.get(filePath) ?? null;
  const inRenamed = (pass: Pass): Pass => ({
    ofKnown: (it) => joined(renamed(it), pass.ofKnown(it)),
    ofFound: (it) => joined(it.filePath, pass.ofFound(it)),
  });
  const byRename = matchBy(IN_FILE.map(inRenamed), known, found);
  const named = both(({ filePath }) => nameOf(filePath));
  const namedToo = both((it) => joined(nameOf(it.filePath), anchored(0, 1, 2).ofKnown(it)));
  const byPlace = matchBy([namedToo, anchored(0, 1, 2), named], byRename.known, byRename.found);
  const rest = [...nearest(byPlace.known, byPlace.found)];
  return [
    ...byRename.matches.map((match) => ({ ...match, isRename: true })),
    ...[...byPlace.matches, ...rest].map((match) => ({ ...match, isRename: false })),
  ];
}

function joined(...parts: (string | null)[]): string | null {
  return parts.includes(null) ? null : parts.join('\0');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Matches what has equal keys, pass by pass and in their order. */
function matchBy<Known extends Occurrence, Found extends Occurrence>(
  passes: readonly Pass[],
  known: readonly Known[],
  found: readonly Found[],
): { matches: Match<Known, Found>[]; known: Known[]; found: Found[] } {
  const matches: Match<Known, Found>[] = [];
  let left = [...known];
  let open = [...found];
  for (const { ofKnown, ofFound } of passes) {
    /** The first of each key is the last of its list. */
    const keyed = left.toReversed().flatMap((it) => {
      const key = ofKnown(it);
      return key === null ? [] : [{ it, key }];
    });
    const waiting = groupBy(keyed, ({ key }) => key);
    const taken = new Set<Known>();
    open = open.filter((it) => {
      const key = ofFound(it);
      const match = key === null ? undefined : waiting.get(key)?.pop()?.it;
      if (match === undefined) return true;
      taken.add(match);
      matches.push({ known: match, found: it });
      return false;
    });
    left = left.filter((it) => !taken.has(it));
  }
  return { matches, known: left, found: open };
}

/** Matches each known occurrence with the one of the nearest path, the nearest pairs first. */
function* nearest<Known extends Occurrence, Found extends Occurrence>(
  known: readonly Known[],
  found: readonly Found[],
): Generator<Match<Known, Found>> {
  if (known.length * found.length > MOST_PAIRS) {
    yield* matchBy([both(() => '')], known, found).matches;
    return;
  }
  const pairs = known.flatMap((one) =>
    found.map((other) => ({ known: one, found: other, distance: distanceOf(one.filePath, other.filePath) })),
  );
  const taken = new Set<Known | Found>();
  for (const pair of pairs.sort((a, b) => a.distance - b.distance)) {
    if (taken.has(pair.known) || taken.has(pair.found)) continue;
    taken.add(pair.known).add(pair.found);
    yield { known: pair.known, found: pair.found };
  }
}

/** How many folders lie between two paths. */
function distanceOf(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  let common = 0;
  while (common < one.length && one[common] === other[common]) common++;
  return one.length + other.length - 2 * common;
}
