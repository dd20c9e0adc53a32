import type { ActorContext } from '@/domain/context';
import type { Exported } from '@/domain/findings/schema';
import { type ExportedRepo, listExportedRepos, readAllFindings } from '@/domain/findings/service';
import type { Subject } from '@/domain/scans/service';
import { type SarifRun, writeSarif } from '@/engines/sarif/stream';
import { ruled } from './sarifResults';
import { type Scanned, shortfallsOf } from './shortfalls';

/** Writes findings as SARIF 2.1.0, piece by piece: a run of each repository, as paths are relative to one. */
export function sarifPieces(ctx: ActorContext, exported: Exported, subject: Subject): AsyncGenerator<string> {
  return writeSarif(runsOf(ctx, exported, subject));
}

async function* runsOf(ctx: ActorContext, exported: Exported, subject: Subject): AsyncGenerator<SarifRun> {
  if (subject.of === 'scan') {
    yield { scan: factsOf(subject.scanned), findings: ruled(readAllFindings(ctx, exported)) };
    return;
  }
  const repos = await listExportedRepos(ctx, exported);
  for (const repo of repos) {
    const findings = ruled(readAllFindings(ctx, { ...exported, repoId: [repo.id] }));
    const facts = subject.of === 'repo' ? factsOf(subject.scanned) : undefined;
    yield { scan: { ...facts, ...runOf(repo), notifications: facts?.notifications ?? [] }, findings };
  }
  // A log without a run names no tool.
  if (repos.length === 0) yield { scan: { complete: true, notifications: [] }, findings: ruled(none()) };
}

async function* none(): AsyncGenerator<never> {}

function factsOf(scanned: Scanned | null): Pick<SarifRun['scan'], 'complete' | 'notifications'> {
  if (scanned === null) return { complete: false, notifications: [] };
  return { complete: scanned.scan.complete === true, notifications: shortfallsOf(scanned) };
}

function runOf({ name, remoteUrl, complete, commitSha }: ExportedRepo) {
  return { complete, repository: { name, uri: remoteUrl, revision: commitSha } };
}
