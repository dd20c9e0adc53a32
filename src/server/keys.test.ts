import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from './env';
import { deriveKey, keyHolder, loadSecretKey, requireKey } from './keys';
import { Refusal } from './refusal';

const modeOf = (file: string) => statSync(file).mode & 0o777;

let scratch: string;
let dataDir: string;

beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'heimdall-keys-'));
  dataDir = path.join(scratch, 'new', 'data');
});

afterEach(() => rmSync(scratch, { recursive: true }));

const env = (more: Record<string, string> = {}) => parseEnv({ HEIMDALL_DATA_DIR: dataDir, ...more });
const inScratch = () => env({ HEIMDALL_DATA_DIR: scratch });

describe('a generated key', () => {
  it('has 256 bits, in a directory and a file that only its owner can read', () => {
    const check = keyHolder(env()).makeKey();
    const key = loadSecretKey(env());
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(keyHolder(env()).findCheck()).toBe(check);
    const file = path.join(dataDir, 'secret-key');
    expect([readFileSync(file, 'utf8'), modeOf(file), modeOf(dataDir)]).toEqual([`${key}\n`, 0o600, 0o700]);
    expect(readdirSync(dataDir)).toEqual(['secret-key']);
  });

  it('never replaces an existing one', () => {
    const check = keyHolder(env()).makeKey();
    expect(() => keyHolder(env()).makeKey()).toThrow(Refusal);
    expect(keyHolder(env()).findCheck()).toBe(check);
    expect(readdirSync(dataDir)).toEqual(['secret-key']);
  });

  it('differs between installations', () => {
    const other = env({ HEIMDALL_DATA_DIR: path.join(scratch, 'other') });
    expect(keyHolder(env()).makeKey()).not.toBe(keyHolder(other).makeKey());
  });

  it('ignores what a killed process left half written', () => {
    writeFileSync(path.join(scratch, 'secret-key.half'), 'hal', { mode: 0o644 });
    keyHolder(inScratch()).makeKey();
    expect([loadSecretKey(inScratch()).length, modeOf(path.join(scratch, 'secret-key'))]).toEqual([
      43, 0o600,
    ]);
  });
});

describe('an existing key', () => {
  it('is that of the environment rather than the file, and nothing is written', () => {
    const key = 'x'.repeat(32);
    expect([loadSecretKey(env({ HEIMDALL_SECRET_KEY: key })), existsSync(dataDir)]).toEqual([key, false]);
    keyHolder(env()).makeKey();
    expect(loadSecretKey(env({ HEIMDALL_SECRET_KEY: key }))).toBe(key);
    expect(loadSecretKey(env())).not.toBe(key);
  });

  it('may be written by an operator, and loses the line break of an editor', () => {
    writeFileSync(path.join(scratch, 'secret-key'), '  my very own key, which is long enough\r\n');
    expect(loadSecretKey(inScratch())).toBe('my very own key, which is long enough');
  });

  it('is refused if its file is empty', () => {
    writeFileSync(path.join(scratch, 'secret-key'), '\n');
    expect(() => loadSecretKey(inScratch())).toThrow('is empty');
    expect(() => keyHolder(inScratch()).findCheck()).toThrow(Refusal);
  });

  it('is identified by a check value that is none of the keys in use', () => {
    const key = 'x'.repeat(32);
    const check = keyHolder(env({ HEIMDALL_SECRET_KEY: key })).findCheck();
    const others = (['next-auth', 'set-up token', 'findings'] as const).map((use) => deriveKey(key, use));
    expect([key, ...others]).not.toContain(check);
    requireKey(env({ HEIMDALL_SECRET_KEY: key }), String(check));
    expect(() => requireKey(env({ HEIMDALL_SECRET_KEY: 'y'.repeat(32) }), String(check))).toThrow(
      /^HEIMDALL_SECRET_KEY is not the secret key that this database was set up with; /,
    );
  });
});

it('without a key, joining fails, and none is generated', () => {
  expect(keyHolder(env()).findCheck()).toBeUndefined();
  expect(() => loadSecretKey(env())).toThrow(/set HEIMDALL_SECRET_KEY to that key/);
  expect(existsSync(dataDir)).toBe(false);
});

describe('deriveKey', () => {
  it('is the same for the same key and purpose, and different for another of either', () => {
    const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
    const keys = [one, other].flatMap((key) => [deriveKey(key, 'next-auth'), deriveKey(key, 'set-up token')]);
    expect(new Set([...keys, one, other]).size).toBe(6);
    expect(deriveKey(one, 'next-auth')).toBe(keys[0]);
  });

  it('has 192 bits in 32 characters that can be typed and used in a URL', () => {
    expect(deriveKey('a'.repeat(32), 'set-up token')).toMatch(/^[\w-]{32}$/);
  });
});
