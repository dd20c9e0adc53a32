import type { ActorContext } from '@/domain/context';
import { EXPORTED } from '@/domain/findingBounds';
import type { Exported } from '@/domain/findings/schema';
import { type ExportedRepo, type FullFinding, listExportedRepos } from '@/domain/findings/service';
import type { Subject } from '@/domain/scans/service';
import { type SarifRun, writeSarif } from '@/engines/sarif/stream';
import { groupRepos } from './repoGroups';
import { ruled } from './sarifResults';
import { type Scanned, shortfallsOf } from './shortfalls';

/** Reads findings in parts. */
export type ReadFindings = (exported: Exported) => AsyncGenerator<FullFinding[]>;

type Wanted = { exported: Exported; subject: Subject; read: ReadFindings };

/** Writes findings as SARIF 2.1.0, piece by piece: a run of each repository, as paths are relative to one. */
export function sarifPieces(ctx: ActorContext, wanted: Wanted): AsyncGenerator<string> {
  return writeSarif(runsOf(ctx, wanted));
}

async function* runsOf(ctx: ActorContext, { exported, subject, read }: Wanted): AsyncGenerator<SarifRun> {
  if (subject.of === 'scan') {
    yield { scan: factsOf(subject.scanned), findings: ruled(read(exported)) };
    return;
  }
  const repos = await listExportedRepos(ctx, exported);
  const facts = subject.of === 'repo' ? factsOf(subject.scanned) : undefined;
  for (const group of groupRepos(repos, EXPORTED)) {
    const partsOf = await readGroup(read, exported, group);
    for (const repo of group) {
      const scan = { ...facts, ...runOf(repo), notifications: facts?.notifications ?? [] };
      yield { scan, findings: ruled(partsOf(repo)) };
    }
  }
  // A log without a run names no tool.
  if (repos.length === 0) yield { scan: { complete: true, notifications: [] }, findings: ruled(none()) };
}

/** Reads the findings of repos: those of one in parts, as they are needed; those of several together. */
async function readGroup(
  read: ReadFindings,
  exported: Exported,
  group: readonly ExportedRepo[],
): Promise<(repo: ExportedRepo) => AsyncIterable<FullFinding[]>> {
  const ids = group.map(({ id }) => id);
  if (ids.length === 1) return () => read({ ...exported, repoId: ids });
  const found = new Map<string, FullFinding[]>(ids.map((id) => [id, []]));
  for await (const part of read({ ...exported, repoId: ids })) {
    for (const finding of part) found.get(finding.repoId)?.push(finding);
  }
  return ({ id }) => one(found.get(id) ?? []);
}

async function* one<T>(part: T): AsyncGenerator<T> {
  yield part;
}

async function* none(): AsyncGenerator<never> {}

function factsOf(scanned: Scanned | null): Pick<SarifRun['scan'], 'complete' | 'notifications'> {
  if (scanned === null) return { complete: false, notifications: [] };
  return { complete: scanned.scan.complete === true, notifications: shortfallsOf(scanned) };
}

function runOf({ name, remoteUrl, complete, commitSha }: ExportedRepo) {
  return { complete, repository: { name, uri: remoteUrl, revision: commitSha } };
}
