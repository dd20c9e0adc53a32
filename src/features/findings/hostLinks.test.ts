import { expect, it } from 'vitest';
import { hostLinks } from './hostLinks';

const SHA = 'a'.repeat(40);
const at = (remoteUrl: string | null, sourceType: 'git_url' | 'github' | 'gitlab' = 'git_url') =>
  hostLinks({ remoteUrl, sourceType });

it('a file and a commit are linked in the form of their host', () => {
  const github = at('https://github.com/example/web.git');
  expect(github?.host).toBe('github.com');
  expect(github?.file(SHA, 'src/a b#1.ts', 7)).toBe(
    `https://github.com/example/web/blob/${SHA}/src/a%20b%231.ts#L7`,
  );
  expect(github?.commit(SHA)).toBe(`https://github.com/example/web/commit/${SHA}`);
  const gitlab = at('https://gitlab.com/group/sub/web/');
  expect(gitlab?.file(SHA, 'a.ts')).toBe(`https://gitlab.com/group/sub/web/-/blob/${SHA}/a.ts`);
  expect(gitlab?.commit(SHA)).toBe(`https://gitlab.com/group/sub/web/-/commit/${SHA}`);
});

it('a host of another name is linked only if the repository says what it is', () => {
  expect(at('https://git.example.com/a/b.git')).toBeUndefined();
  expect(at('https://git.example.com/a/b.git', 'gitlab')?.commit(SHA)).toBe(
    `https://git.example.com/a/b/-/commit/${SHA}`,
  );
});

it.each([
  ['git@github.com:a/b.git', 'git_url', 'https://github.com/a/b/commit'],
  ['ssh://git@ssh.github.com:443/a/b.git', 'git_url', 'https://github.com/a/b/commit'],
  ['git@gitlab.com:group/sub/web.git', 'git_url', 'https://gitlab.com/group/sub/web/-/commit'],
  ['ssh://git@codeberg.org/a/b', 'git_url', 'https://codeberg.org/a/b/commit'],
  ['ssh://git@git.example.com:2222/a/b.git', 'gitlab', 'https://git.example.com/a/b/-/commit'],
] as const)('a remote for ssh, %s, has the pages of its host', (remote, type, pages) => {
  expect(at(remote, type)?.commit(SHA)).toBe(`${pages}/${SHA}`);
});

it('a user in the remote stays out of links, and a host of unknown kind has none', () => {
  expect(at('https://user:word@github.com/a/b.git')?.commit(SHA)).toBe(
    `https://github.com/a/b/commit/${SHA}`,
  );
  expect(at('http://github.com/a/b.git')).toBeUndefined();
  expect(at('git@git.example.com:a/b.git')).toBeUndefined();
  expect(at('ssh://git@git.example.com/a/b.git')).toBeUndefined();
  expect(at(null, 'github')).toBeUndefined();
});
