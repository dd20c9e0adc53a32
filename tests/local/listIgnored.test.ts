import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryAt, scratch } from '@tests/support/gitRepositories';
import { gitIn } from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import { listIgnored } from '@/git/localRepository';

const room = scratch();
afterAll(room.remove);

function workTree(name: string, files: Record<string, string>): string {
  const root = room.in(name);
  gitIn('/', ['init', '--quiet', root]);
  for (const [place, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, place)), { recursive: true });
    writeFileSync(path.join(root, place), content);
  }
  return root;
}

describe('files that Git ignores in a work tree', () => {
  it('are found in directories with and without tracked files', async () => {
    const below = {
      'node_modules/p/index.js': 'x',
      'src/a.ts': 'x',
      'src/debug.log': 'x',
      'src/kept.log': 'x',
    };
    const under = (folder: string) =>
      Object.entries(below).map(([place, text]) => [`${folder}/${place}`, text]);
    const files = {
      ...Object.fromEntries([...under('old'), ...under('new')]),
      'new/src/.gitignore': '!kept.log\n',
    };
    const root = workTree('both', { ...files, '.gitignore': 'node_modules\n*.log\n' });
    gitIn(root, ['add', '--force', 'old/src/a.ts', 'old/src/kept.log']);
    const ignored = await listIgnored(repositoryAt(path.join(root, '.git')), root);
    expect([...ignored].sort()).toEqual([
      'new/node_modules/p/index.js',
      'new/src/debug.log',
      'old/node_modules/',
      'old/src/debug.log',
    ]);
  });
});
