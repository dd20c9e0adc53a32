import { execFileSync } from 'node:child_process';

/**
 * Checks that git can be used. Its hardening needs safe.bareRepository, added in 2.38.
 * @returns undefined if it can, else a message that says what to do
 */
export function gitProblem(searchPath: string): string | undefined {
  let printed: string;
  try {
    printed = execFileSync('git', ['--version'], {
      encoding: 'utf8',
      env: { NODE_ENV: 'production', PATH: searchPath },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return 'git was not found; install git 2.38 or newer.';
  }
  const [, major = '0', minor = '0'] = /^\D*(\d+)\.(\d+)/.exec(printed) ?? [];
  if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 38)) return undefined;
  return `${printed.trim()} is too old; install git 2.38 or newer.`;
}
