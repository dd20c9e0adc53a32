import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { migrate } from '@/server/migrations';
import { startCluster } from './cluster';
import { startEmbedded } from './database';

/** A migrated database of a test's own, whose processes can be paused and resumed. */
export type PausableDatabase = {
  url: string;
  pause: () => void;
  resume: () => void;
  stop: () => Promise<void>;
};

/** A PostgreSQL server if TEST_POSTGRES_BIN names the directory of its programs; else the embedded database. */
export async function startPausableDatabase(): Promise<PausableDatabase> {
  const template = inject('template');
  const binaries = process.env.TEST_POSTGRES_BIN;
  if (binaries || template.kind === 'server') return startServer(String(binaries));
  const socketDir = mkdtempSync(path.join(tmpdir(), 'heimdall-paused-'));
  const embedded = await startEmbedded(template.file, socketDir);
  return {
    url: embedded.url,
    pause: () => void embedded.child.kill('SIGSTOP'),
    resume: () => void embedded.child.kill('SIGCONT'),
    stop: async () => {
      await embedded.kill();
      rmSync(socketDir, { recursive: true });
    },
  };
}

async function startServer(binaries: string): Promise<PausableDatabase> {
  const cluster = await startCluster(binaries);
  await migrate(cluster.url, path.join(ROOT, 'prisma', 'migrations'));
  return cluster;
}
