import { hkdfSync } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSecret } from '@/domain/credentials';
import type { Env } from './env';

/**
 * The installation's secret key: HEIMDALL_SECRET_KEY, or the one in the data directory, made there
 * (mode 0600) when there is none. All nodes of an installation need the same.
 */
export function loadSecretKey(env: Env): string {
  if (env.HEIMDALL_SECRET_KEY) return env.HEIMDALL_SECRET_KEY;
  const file = path.join(env.HEIMDALL_DATA_DIR, 'secret-key');
  return readKey(file) ?? createKey(file);
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and linked into place, so that two starting processes agree and a killed one leaves no half key. */
function createKey(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${newSecret()}`;
  writeFileSync(draft, `${newSecret()}\n`, { mode: 0o600, flag: 'w' });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const key = readKey(file);
  if (!key) throw new Error(`the secret key in ${file} is empty`);
  return key;
}

/** A key for one purpose, so that none can be used, or leak, in place of another. */
export function deriveKey(secretKey: string, purpose: 'next-auth' | 'set-up token' | 'findings'): string {
  const bytes = hkdfSync('sha256', secretKey, 'heimdall', purpose, 24);
  return Buffer.from(bytes).toString('base64url');
}
