import { execFileSync } from 'node:child_process';
import { type Repository, runGitQuery } from '@/git/repository';
import { createAllowedPaths } from '@/scan/ignore/allowList';
import { NO_IGNORE_FILE } from '@/scan/ignoreFile';
import { HISTORY_START } from '@/scan/scanHistory';
import { walkHistory } from '@/scan/sources/walkHistory';
import { benchScanner, best, megabytes, seconds } from './secretsTree';

const ROUNDS = 3;
/** git reads numbers of 32 bits. */
const NO_LIMIT = 2 ** 31 - 2;

/** Walks all of a bare repository's history as a scan does, compared with `git log -p` without reading its output. */
export async function measureHistory(gitDir: string): Promise<void> {
  const repository: Repository = { gitDir, searchPath: searchPath(), timeoutMs: 3_600_000 };
  const { stdout } = await runGitQuery(repository, ['rev-parse', '--verify', 'HEAD^{commit}']);
  const scanner = benchScanner();
  const nothing = { known: [], failed: [], slowKeys: [], within: '', ignoreFile: NO_IGNORE_FILE };
  const task = {
    type: 'history',
    tips: [stdout.trim()],
    bases: [],
    from: HISTORY_START,
    ...nothing,
  } as const;
  let commits = 0;
  let bytes = 0;
  let findings = 0;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    findings = 0;
    await walkHistory(
      { ...task, maxCommits: NO_LIMIT, maxBytes: NO_LIMIT, timeoutMs: repository.timeoutMs },
      {
        repository,
        scan: (_number, content, path, areLines) => ({
          result: { ...scanner.scan(content, path, { areLines: areLines ?? false }), facts: {} },
        }),
        maxFileBytes: 32 * 1024 * 1024,
        allowed: createAllowedPaths([]),
        emit: async (answer) => {
          if (answer.type !== 'history') return;
          findings += answer.found.length;
          ({ commits, bytes } = answer);
        },
      },
    );
    times.push(performance.now() - start);
  }
  const ours = Math.min(...times);
  const alone = best(() => {
    execFileSync('git', ['--git-dir', gitDir, 'log', '-p', '-U0', '--no-color', '--no-ext-diff', 'HEAD'], {
      stdio: 'ignore',
    });
  });
  console.log(`\nhistory: ${commits} commits, ${megabytes(bytes)} of added lines, ${findings} secrets`);
  console.log(
    `         Heimdall ${seconds(ours)}, git log -p alone ${seconds(alone)}, ratio ${(ours / alone).toFixed(2)} (aim: 2)`,
  );
}

function searchPath(): string {
  return process.env.PATH ?? '/usr/bin:/bin';
}
