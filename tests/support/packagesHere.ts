import { recordAdvisories, recordSources } from '@/domain/advisories/lifecycle';
import type { Advisory } from '@/engines/dependencies/advisory';
import { ENGINES } from '@/engines/registry';
import { createEnginePool } from '@/scan/pool/pool';
import { openDb } from '@/server/db';
import { longDeadlines } from '@/server/pool';
import { SEARCH_PATH } from './gitRepositories';
import { type GitServer, startGitServer } from './gitServer';
import { keptServer } from './keptServer';
import { PACKAGE_ENGINE } from './packageEngine';
import { bundlePackaged } from './programs';
import { startWorkerHere, type WorkerHere } from './workerHere';

/** An installation whose engine of packages is the small one of packageEngine.ts. */
export type PackagesHere = {
  url: string;
  git: GitServer;
  worker: WorkerHere;
  db: ReturnType<typeof openDb>;
  stop: () => Promise<void>;
};

/** Enough for these engines. A process that runs out of more takes longer to do it. */
const MEMORY_MB = 96;

export async function startPackagesHere(): Promise<PackagesHere> {
  const git = await startGitServer();
  const server = await keptServer();
  const programs = await bundlePackaged();
  const main = programs.fileOf('packageEngineProcess');
  const pool = createEnginePool({ memoryMb: MEMORY_MB, searchPath: SEARCH_PATH, main, processes: 2 });
  const engines = [...ENGINES.filter(({ packages }) => !packages), PACKAGE_ENGINE];
  const worker = await startWorkerHere({ ...server, engines, pool });
  const db = openDb(server.database.url, 2, longDeadlines());
  const stop = async () => {
    await worker.stop();
    await db.$disconnect();
    await git.stop();
    programs.remove();
  };
  return { url: server.url, git, worker, db, stop };
}

/** An advisory of every version of a package. */
export function anyVersion(
  id: string,
  ecosystem: string,
  name: string,
  changes: Partial<Advisory> = {},
): Advisory {
  return {
    ...{ id, aliases: [], modified: '2026-01-01T00:00:00Z', published: null, withdrawn: null, summary: id },
    ...{ details: '', severity: [], databaseSeverity: null, cwes: [], references: [] },
    affected: [{ ecosystem, name, versions: [], ranges: [], severity: [], symbols: [] }],
    ...changes,
  };
}

/** Records advisories as an import does. */
export async function importInto(db: PackagesHere['db'], advisories: readonly Advisory[]): Promise<void> {
  const ctx = { db, now: new Date() };
  await recordAdvisories(ctx, advisories);
  const ecosystems = new Set(
    advisories.flatMap(({ affected }) => affected.map(({ ecosystem }) => ecosystem)),
  );
  await recordSources(
    ctx,
    [...ecosystems].map((ecosystem) => ({
      ecosystem: ecosystem as 'npm',
      source: 'import',
      updatedAt: ctx.now,
      renews: true,
    })),
  );
}
