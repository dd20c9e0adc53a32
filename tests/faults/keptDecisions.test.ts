import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { type Commit, commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import {
  type Changed,
  changeLines,
  type Files,
  occurrencesIn,
  plantSecrets,
} from '@tests/support/movingSecrets';
import { seeded } from '@tests/support/random';
import { findingsOf, newSecret, type RestFinding, scanAgain, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Each repository is scanned as often, after one random commit each. */
const ROUNDS = 12;
const SEEDS = [1, 2, 3];

let git: GitServer;
let server: TestServer;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true });
  user = await newUser(server.url);
});
afterAll(async () => {
  await server?.stop();
  await git?.stop();
});

/** Keys that the engine detects, by the values of planted secrets. */
const keys = new Map<string, string>();
function keyOf(value: string): string {
  const key = keys.get(value) ?? newSecret();
  keys.set(value, key);
  return key;
}

/** The change from some files to others, as a commit. */
function commitOf(before: Files, after: Files): Commit['files'] {
  const gone = [...before.keys()].filter((path) => !after.has(path)).map((path) => [path, null]);
  const present = [...after].map(([path, lines]) => {
    const texts = lines.map(({ text, secret }) =>
      secret ? text.replace(secret.value, keyOf(secret.value)) : text,
    );
    return [path, texts.join('\n')];
  });
  return Object.fromEntries([...gone, ...present]);
}

const placeOf = (finding: RestFinding) => `${finding.file_path}:${finding.line_start}`;
const isLive = ({ in_tree, status }: RestFinding) => in_tree && status !== 'fixed';
const groupOf = (finding: RestFinding) => finding.group_id as string;
const countBy = (findings: readonly RestFinding[], group: string) =>
  findings.filter((finding) => groupOf(finding) === group).length;
/** The true places of the secrets in some files, by their tags. */
const truthOf = (files: Files) =>
  new Map(occurrencesIn(files).map((it) => [it.tag, { ...it, place: `${it.filePath}:${it.line}` }] as const));

type Truth = ReturnType<typeof truthOf>;

/** Decides on all findings but every fourth, each with its own reason. */
async function decideOn(findings: readonly RestFinding[]): Promise<void> {
  for (const [index, { id }] of findings.entries()) {
    const status = (['dismissed', 'false_positive', 'confirmed'] as const)[index % 4];
    if (status === undefined) continue;
    const reason = status === 'confirmed' ? {} : { reason: `decision ${index}` };
    await user.trpc.triage.setStatus.mutate({ id, status, ...reason });
  }
}

/** Two scans of a repository, and what the commit between them did. */
type Step = {
  readonly about: string;
  readonly was: Truth;
  readonly is: Truth;
  readonly before: readonly RestFinding[];
  readonly after: readonly RestFinding[];
  readonly changed: Changed;
  /** The values of secrets, by their groups. */
  readonly values: ReadonlyMap<string, string | undefined>;
};

/** Each secret in the tree is one finding, and no other secret's. */
function checkPlaces({ about, is, before, after, values }: Step): void {
  const live = after.filter(isLive);
  expect(live.map((it) => `${placeOf(it)} ${values.get(groupOf(it))}`).sort(), about).toEqual(
    [...is.values()].map(({ place, value }) => `${place} ${value}`).sort(),
  );
  for (const group of values.keys()) {
    // There is a new finding only where every known one of the secret is in the tree already.
    const most = Math.max(countBy(before, group), countBy(live, group));
    expect(countBy(after, group), about).toBe(most);
  }
}

/** A finding keeps its secret, and its decision until it is fixed. A fixed one that returns is open. */
function checkDecisions({ about, before, after }: Step): void {
  const present = new Map(after.map((it) => [it.id, it]));
  for (const known of before) {
    const now = present.get(known.id);
    const what = `${about}: ${placeOf(known)}, ${known.status}`;
    expect(now && groupOf(now), what).toBe(groupOf(known));
    if (now?.status === 'fixed') continue;
    const kept = known.status === 'fixed' ? ['open', null] : [known.status, known.status_reason];
    expect([now?.status, now?.status_reason], what).toEqual(kept);
  }
}

/** Where no secret was touched, each place is still the same finding. */
function checkUntouched({ about, was, is, before, after, changed }: Step): void {
  const idAt = (findings: readonly RestFinding[]) =>
    new Map(findings.filter(isLive).map((it) => [placeOf(it), it.id]));
  const [known, present] = [idAt(before), idAt(after)];
  for (const [tag, { filePath, place }] of was) {
    const now = is.get(tag);
    if (!now || changed.touched.has(changed.renames.get(filePath) ?? filePath)) continue;
    expect(present.get(now.place), `${about}: ${place} is at ${now.place}`).toBe(known.get(place));
  }
}

/** Scans a repository after each of its random commits, and checks what became of its findings. */
async function follow(seed: number): Promise<void> {
  const random = seeded(seed);
  const name = `moving-${seed}.git`;
  let files = plantSecrets(random);
  git.makeRepository(name, commitStream([{ files: commitOf(new Map(), files) }]));
  const { id: repoId } = await newRepo(user, { remote_url: git.url(name) });
  await scanned(user, repoId);
  await decideOn(await findingsOf(user, repoId));
  let before = await findingsOf(user, repoId);
  const first = [...truthOf(files).values()];
  const values = new Map(
    before.map((it) => [groupOf(it), first.find(({ place }) => place === placeOf(it))?.value]),
  );

  for (let round = 1; round <= ROUNDS; round++) {
    const about = `seed ${seed}, round ${round}`;
    const changed = changeLines(files, random, round * 1_000);
    git.makeRepository(name, commitStream([{ files: commitOf(files, changed.files) }], round));
    expect(await scanAgain(user, repoId), about).toMatchObject({ status: 'completed', complete: true });
    const after = await findingsOf(user, repoId);
    const step = { about, was: truthOf(files), is: truthOf(changed.files), before, after, changed, values };
    checkPlaces(step);
    checkDecisions(step);
    checkUntouched(step);
    [files, before] = [changed.files, after];
  }
}

it('lines that move in commits take the decisions on their secrets along, and no others', {
  timeout: 600_000,
}, async () => {
  // At the same time, as each mostly waits for its scans.
  await Promise.all(SEEDS.map(follow));
});
