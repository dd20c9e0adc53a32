import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../engine';
import { RULES } from './rules.generated';
import { createSecretScanner } from './scan';

const CASES = path.resolve(import.meta.dirname, '../../../tests/engines/cases');

/** Paths of samples whose kind depends on the name; all others depend on the extension. */
const PATHS: Readonly<Record<string, string>> = {
  Dockerfile: 'Dockerfile',
  Jenkinsfile: 'Jenkinsfile',
  Makefile: 'Makefile',
  'aws-credentials': '.aws/credentials',
  bash_history: '.bash_history',
  cnf: 'my.cnf',
  'docker-config.json': '.docker/config.json',
  env: '.env',
  'example-env': '.env.example',
  filezilla: 'sitemanager.xml',
  'git-credentials': '.git-credentials',
  gitconfig: '.gitconfig',
  htpasswd: '.htpasswd',
  kubeconfig: '.kube/config',
  netrc: '.netrc',
  npmrc: '.npmrc',
  'package-lock.json': 'package-lock.json',
  pgpass: '.pgpass',
  'poetry.lock': 'poetry.lock',
  pypirc: '.pypirc',
  'rclone.conf': 'rclone.conf',
  s3cfg: '.s3cfg',
  tfstate: 'terraform.tfstate',
  zshrc: '.zshrc',
};

/** The first line of a secret, and the secret; for one on several lines, one of its lines. */
type Expected = { readonly line: number; readonly value: string };

const { scan } = createSecretScanner({ rules: RULES, digest: (_, secret) => secret });

const files = readdirSync(CASES).flatMap((name) =>
  readdirSync(path.join(CASES, name))
    .filter((file) => file !== 'expected.json')
    .map((file) => path.join(name, file)),
);
const hits = files.filter((file) => path.basename(file).startsWith('hit.'));
const cleans = files.filter((file) => path.basename(file).startsWith('clean.'));

function matchesIn(file: string): readonly Detection[] {
  const what = path.basename(file).replace(/^(hit|clean)\./, '');
  return scan(readFileSync(path.join(CASES, file)), PATHS[what] ?? `config/main.${what}`).detections;
}

const expectedOf = (file: string): readonly Expected[] =>
  JSON.parse(readFileSync(path.join(CASES, path.dirname(file), 'expected.json'), 'utf8'));

describe('the corpus', () => {
  it('consists of hits and clean samples', () => {
    expect(hits.length + cleans.length).toBe(files.length);
    expect(Math.min(hits.length, cleans.length)).toBeGreaterThan(30);
  });
});

describe.each(hits)('%s', (file) => {
  const matches = matchesIn(file);

  it('has all its secrets found', () => {
    const isFound = ({ line }: Expected) =>
      matches.some((match) => match.line <= line && line <= match.lineEnd);
    expect(expectedOf(file).length).toBeGreaterThan(0);
    expect(expectedOf(file).filter((secret) => !isFound(secret))).toEqual([]);
  });

  it('shows none of them', () => {
    const shown = matches.map(({ snippet }) => snippet).join('\n');
    expect(expectedOf(file).filter(({ value }) => shown.includes(value))).toEqual([]);
  });
});

describe.each(cleans)('%s', (file) => {
  it('has no findings', () => {
    const alarms = matchesIn(file).filter(({ confidence }) => confidence !== 'low');
    expect(alarms.map(({ ruleId, line }) => `${line} ${ruleId}`)).toEqual([]);
  });
});
