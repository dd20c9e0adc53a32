import { afterAll, beforeAll } from 'vitest';
import { recordAdvisories, recordSources } from '@/domain/advisories/lifecycle';
import type { Advisory } from '@/engines/dependencies/advisory';
import { ENGINES } from '@/engines/registry';
import { createEnginePool } from '@/scan/pool/pool';
import { openDb } from '@/server/db';
import { longDeadlines } from '@/server/pool';
import { newUser, type TestUser } from './api';
import { SEARCH_PATH } from './gitRepositories';
import { type GitServer, startGitServer } from './gitServer';
import { type KeptServer, keptServer } from './keptServer';
import { PACKAGE_ENGINE } from './packageEngine';
import { bundlePackaged, type Programs } from './programs';
import { startWorkerHere, type WorkerHere } from './workerHere';

/** What tests of packages need: an installation whose engine of packages is the small one of packageEngine.ts. */
export type PackagePlace = {
  git: GitServer;
  server: KeptServer;
  user: TestUser;
  worker: WorkerHere;
  db: ReturnType<typeof openDb>;
};

/** Enough for these engines. A process that runs out of more takes longer to do it. */
const MEMORY_MB = 96;

/** For test files about packages. All of it is there once tests run. */
export function packagePlace(): PackagePlace {
  const place: Partial<PackagePlace> = {};
  let programs: Programs | undefined;
  beforeAll(async () => {
    place.git = await startGitServer();
    const server = await keptServer();
    place.server = server;
    programs = await bundlePackaged();
    const main = programs.fileOf('packageEngineProcess');
    const pool = createEnginePool({ memoryMb: MEMORY_MB, searchPath: SEARCH_PATH, main, processes: 2 });
    const engines = [...ENGINES.filter(({ packages }) => !packages), PACKAGE_ENGINE];
    place.worker = await startWorkerHere({ ...server, engines, pool });
    place.db = openDb(server.database.url, 2, longDeadlines());
    place.user = await newUser(server.url);
  });
  afterAll(async () => {
    await place.worker?.stop();
    await place.db?.$disconnect();
    await place.git?.stop();
    programs?.remove();
  });
  return place as PackagePlace;
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
export async function importInto(db: PackagePlace['db'], advisories: readonly Advisory[]): Promise<void> {
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
      isWhole: true,
    })),
  );
}
