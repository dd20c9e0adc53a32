import { hkdfSync } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSecret } from '@/domain/credentials';
import type { KeyHolder, KeyProblem } from '@/domain/installation/rules';
import type { Env } from './env';
import { Refusal } from './refusal';

/**
 * Returns the installation's secret key: HEIMDALL_SECRET_KEY, or the one in the data directory.
 * All nodes of an installation need the same. One is generated only by a process that joins an installation
 * without any.
 * @throws Refusal if there is none, or its file can't be read
 */
export function loadSecretKey(env: Env): string {
  const key = findSecretKey(env);
  if (key === undefined) throw new Refusal(keyMessage('no_key', env));
  return key;
}

/** This process's secret key, for joining an installation. Both methods throw Refusal if its file can't be used. */
export function keyHolder(env: Env): KeyHolder {
  return {
    findCheck: () => {
      const key = findSecretKey(env);
      return key && checkOf(key);
    },
    makeKey: () => checkOf(createKey(keyFile(env))),
  };
}

/** @throws Refusal if this process's key does not match a check value */
export function requireKey(env: Env, keyCheck: string): void {
  const own = keyHolder(env).findCheck();
  if (own === keyCheck) return;
  throw new Refusal(keyMessage(own === undefined ? 'no_key' : 'other_key', env));
}

/** The message for an operator whose key does not match the database. */
export function keyMessage(problem: KeyProblem, env: Env): string {
  const file = keyFile(env);
  if (problem === 'no_key') {
    return `This database was set up with a secret key that is not here; set HEIMDALL_SECRET_KEY to that key, or copy its file to ${file}.`;
  }
  const own = env.HEIMDALL_SECRET_KEY ? 'HEIMDALL_SECRET_KEY' : `The key in ${file}`;
  return `${own} is not the secret key that this database was set up with; set HEIMDALL_SECRET_KEY to that of the other nodes.`;
}

function findSecretKey(env: Env): string | undefined {
  if (env.HEIMDALL_SECRET_KEY) return env.HEIMDALL_SECRET_KEY;
  const file = keyFile(env);
  const text = explaining(file, () => readKey(file));
  if (text === '')
    throw new Refusal(`The secret key in ${file} is empty; remove that file, or put the key into it.`);
  return text;
}

function keyFile(env: Env): string {
  return path.join(env.HEIMDALL_DATA_DIR, 'secret-key');
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The secret key before and after a rotation, and what makes the new one this machine's. */
export type KeyChange = { readonly from: string; readonly to: string; readonly finish: () => void };

/**
 * The new key is that of HEIMDALL_NEW_SECRET_KEY. A key in the data directory may also be replaced by one that is made.
 * The new one is beside the present one until the database knows it.
 * @throws Refusal if there is no present key, or no way to get a new one
 */
export function prepareKeyChange(env: Env): KeyChange {
  const from = loadSecretKey(env);
  if (env.HEIMDALL_SECRET_KEY) {
    const to = env.HEIMDALL_NEW_SECRET_KEY;
    if (!to)
      throw new Refusal('HEIMDALL_NEW_SECRET_KEY is not set; it takes the place of HEIMDALL_SECRET_KEY.');
    return { from, to, finish: () => undefined };
  }
  const file = keyFile(env);
  const draft = `${file}.new`;
  return explaining(file, () => {
    // A rotation that was killed has left it, and the database may know it already.
    const to = readKey(draft) || env.HEIMDALL_NEW_SECRET_KEY || newSecret();
    writeFileSync(draft, `${to}\n`, { mode: 0o600 });
    chmodSync(draft, 0o600);
    return { from, to, finish: () => explaining(file, () => renameSync(draft, file)) };
  });
}

/** Written to a draft and then linked, so that a killed process leaves no half key. No other key is overwritten. */
function createKey(file: string): string {
  const key = newSecret();
  const draft = `${file}.${newSecret()}`;
  explaining(file, () => {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${key}\n`, { mode: 0o600, flag: 'w' });
    chmodSync(draft, 0o600);
    try {
      linkSync(draft, file);
    } finally {
      rmSync(draft);
    }
  });
  return key;
}

/** Problems with files are for the operator to fix. */
function explaining<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`The directory ${path.dirname(file)} can't be used: ${reason}.`);
  }
}

/**
 * The check value by which the database recognizes the key. Neither the key nor a derived key can be computed
 * from it.
 */
export function checkOf(secretKey: string): string {
  return deriveKey(secretKey, 'check value');
}

/** Derives a key for one purpose, so that a leak of one key does not affect others. */
export function deriveKey(
  secretKey: string,
  purpose: 'next-auth' | 'set-up token' | 'findings' | 'check value',
): string {
  return deriveBytes(secretKey, purpose, 24).toString('base64url');
}

/** As deriveKey, but as bytes, and as many as the purpose needs. */
export function deriveBytes(secretKey: string, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'heimdall', purpose, length));
}
