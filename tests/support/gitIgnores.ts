import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratch } from './gitRepositories';

export type GitIgnores = {
  /** Whether Git, with these patterns, ignores each path. */
  ignored: (patterns: Buffer, paths: readonly string[]) => boolean[];
  remove: () => void;
};

/** Git's own answers about patterns, from an empty repository. */
export function gitIgnores(): GitIgnores {
  const room = scratch();
  const repository = room.in('repository');
  execFileSync('git', ['init', '--quiet', repository]);
  mkdirSync(path.join(repository, '.git', 'info'), { recursive: true });
  writeFileSync(path.join(repository, '.git', 'info', 'exclude'), '');

  function ignored(patterns: Buffer, paths: readonly string[]): boolean[] {
    const args = ['-c', `core.excludesFile=${room.in('patterns')}`, 'check-ignore'];
    writeFileSync(room.in('patterns'), patterns);
    // Git exits with 1 where nothing matches.
    const { stdout } = spawnSync('git', [...args, '--no-index', '--stdin', '-z', '-v', '-n'], {
      cwd: repository,
      input: paths.map((it) => `${it}\0`).join(''),
    });
    const fields = stdout.toString('latin1').split('\0');
    if (fields.length !== paths.length * 4 + 1) throw new Error(`Git wrote ${fields.length} fields`);
    // Four fields for each path: source, line, pattern, path; the first three are empty where nothing matches.
    return paths.map((_, index) => {
      const pattern = fields[index * 4 + 2] ?? '';
      return pattern !== '' && !pattern.startsWith('!');
    });
  }

  return { ignored, remove: room.remove };
}
