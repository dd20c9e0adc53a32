import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkOutput, writeOutput } from './outputFile';
import { CommandError } from './target';

let root: string;
const at = (name: string) => path.join(root, name);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-output-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the file of a report', () => {
  it('is created, or replaces an older one and keeps its mode', () => {
    writeOutput(at('new.json'), 'new');
    writeFileSync(at('old.json'), 'a longer report than the new one');
    chmodSync(at('old.json'), 0o600);
    checkOutput(at('old.json'));
    writeOutput(at('old.json'), 'new');
    expect([readFileSync(at('new.json'), 'utf8'), readFileSync(at('old.json'), 'utf8')]).toEqual([
      'new',
      'new',
    ]);
    expect(statSync(at('old.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(root)).toEqual(['new.json', 'old.json']);
  });

  it('is never reached through a link: one is refused, and one created meanwhile is replaced', () => {
    writeFileSync(at('precious'), 'kept');
    symlinkSync(at('precious'), at('link'));
    symlinkSync(at('nowhere'), at('dangling'));
    for (const name of ['link', 'dangling']) {
      expect(() => checkOutput(at(name))).toThrow(/which is a symbolic link\. Name a file/);
    }
    writeOutput(at('link'), 'report');
    expect(readFileSync(at('precious'), 'utf8')).toBe('kept');
    expect(lstatSync(at('link')).isFile()).toBe(true);
  });

  it('is no pipe, device or directory, which could block the write', () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(() => checkOutput(at('pipe'))).toThrow(/which is no regular file/);
    expect(() => checkOutput('/dev/null')).toThrow(/which is no regular file/);
    expect(() => checkOutput(root)).toThrow(/which is a directory/);
    expect(() => checkOutput(at('missing/report'))).toThrow(/there is no directory/);
  });

  it('stays unchanged if the report can not be written, and no other file is left', () => {
    mkdirSync(at('report'));
    writeFileSync(at('report/inside'), 'kept');
    expect(() => writeOutput(at('report'), 'report')).toThrow(CommandError);
    expect(readFileSync(at('report/inside'), 'utf8')).toBe('kept');
    expect(readdirSync(root)).toEqual(['report']);
  });
});
