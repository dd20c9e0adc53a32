import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { envWith } from '@/server/env';
import { bundleIfNeeded, isBuilt, isGenerated, ROOT, stampBuild, stampGenerated } from './programs.mjs';

export const MIGRATIONS = path.join(ROOT, 'prisma', 'migrations');

/**
 * Builds everything that production runs from these sources, unless it is built. Rejects where a step fails.
 */
export async function buildIfNeeded(buildDir = '.next'): Promise<void> {
  if (isBuilt(buildDir)) return;
  console.log('Building Heimdall; this is needed once for each version and takes about a minute.');
  await generateIfNeeded();
  await run(['next', 'dist/bin/next', 'build'], { NODE_ENV: 'production', HEIMDALL_BUILD_DIR: buildDir });
  await bundleIfNeeded('server');
  await bundleIfNeeded('command');
  stampBuild(buildDir);
}

/** Generates the database client, unless it is that of the present schema. Doing it again takes seconds. */
export async function generateIfNeeded(): Promise<void> {
  if (isGenerated()) return;
  await run(['prisma', 'build/index.js', 'generate', '--config', 'prisma/prisma.config.ts'], {});
  stampGenerated();
}

/** Runs a package's program and prints its output only if it fails. */
async function run(
  [name, program, ...args]: [string, string, ...string[]],
  env: Record<string, string>,
): Promise<void> {
  const file = path.join(ROOT, 'node_modules', name, program);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    env: envWith(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ${args[0]} failed:\n${Buffer.concat(printed).toString('utf8')}`);
}
