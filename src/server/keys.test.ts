import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from './env';
import { deriveKey, loadSecretKey } from './keys';

const ROOT = path.resolve(import.meta.dirname, '../..');
const modeOf = (file: string) => statSync(file).mode & 0o777;

let scratch: string;
let dataDir: string;

beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'heimdall-keys-'));
  dataDir = path.join(scratch, 'new', 'data');
});

afterEach(() => rmSync(scratch, { recursive: true }));

const load = (more: Record<string, string> = {}) =>
  loadSecretKey(parseEnv({ HEIMDALL_DATA_DIR: dataDir, ...more }));

/** Loads the key in a process of its own, at a given time. */
async function loadElsewhere(at: number): Promise<string> {
  const program = `
    import { loadSecretKey } from './src/server/keys.ts';
    import { parseEnv } from './src/server/env.ts';
    const [, at, HEIMDALL_DATA_DIR] = process.argv;
    const env = parseEnv({ HEIMDALL_DATA_DIR });
    while (Date.now() < Number(at));
    process.stdout.write(loadSecretKey(env));
  `;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program, String(at), dataDir];
  return (await promisify(execFile)(process.execPath, args, { cwd: ROOT })).stdout;
}

describe('loadSecretKey', () => {
  it('makes a key of 256 bits once, in a directory and a file that only its owner can read', () => {
    const key = load();
    expect(key).toMatch(/^[\w-]{43}$/);
    expect([load(), load()]).toEqual([key, key]);
    const file = path.join(dataDir, 'secret-key');
    expect([readFileSync(file, 'utf8'), modeOf(file), modeOf(dataDir)]).toEqual([`${key}\n`, 0o600, 0o700]);
    expect(readdirSync(dataDir)).toEqual(['secret-key']);
  });

  it('makes another key for another installation', () => {
    const key = load();
    expect(load({ HEIMDALL_DATA_DIR: path.join(scratch, 'other') })).not.toBe(key);
  });

  it('takes the key of the environment, and writes nothing', () => {
    const key = 'x'.repeat(32);
    expect([load({ HEIMDALL_SECRET_KEY: key }), existsSync(dataDir)]).toEqual([key, false]);
    const made = load();
    expect([load({ HEIMDALL_SECRET_KEY: key }), load()]).toEqual([key, made]);
  });

  it('takes a key that an operator has put there, without the line break of an editor', () => {
    writeFileSync(path.join(scratch, 'secret-key'), '  my very own key, which is long enough\r\n');
    expect(load({ HEIMDALL_DATA_DIR: scratch })).toBe('my very own key, which is long enough');
  });

  it('refuses an empty key file rather than go on without a secret', () => {
    writeFileSync(path.join(scratch, 'secret-key'), '\n');
    expect(() => load({ HEIMDALL_DATA_DIR: scratch })).toThrow('is empty');
  });

  it('is not misled by what a killed process of the same id left half written', () => {
    writeFileSync(path.join(scratch, `secret-key.${process.pid}`), 'hal', { mode: 0o644 });
    const key = load({ HEIMDALL_DATA_DIR: scratch });
    expect([key.length, modeOf(path.join(scratch, 'secret-key'))]).toEqual([43, 0o600]);
  });

  it('processes that start at the same moment agree on one key, and leave nothing else', {
    timeout: 30_000,
  }, async () => {
    const at = Date.now() + 2_000;
    const keys = await Promise.all([at, at, at, at, at, at].map(loadElsewhere));
    expect(keys).toEqual(Array(6).fill(load()));
    expect(readdirSync(dataDir)).toEqual(['secret-key']);
  });
});

describe('deriveKey', () => {
  it('is the same for the same key and purpose, and different for another of either', () => {
    const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
    const keys = [one, other].flatMap((key) => [deriveKey(key, 'next-auth'), deriveKey(key, 'set-up token')]);
    expect(new Set([...keys, one, other]).size).toBe(6);
    expect(deriveKey(one, 'next-auth')).toBe(keys[0]);
  });

  it('has 192 bits in 32 characters that can be typed and stand in a URL', () => {
    expect(deriveKey('a'.repeat(32), 'set-up token')).toMatch(/^[\w-]{32}$/);
  });
});
