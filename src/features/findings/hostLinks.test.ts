import { expect, it } from 'vitest';
import { hostLinks } from './hostLinks';

const SHA = 'a'.repeat(40);

it.each([
  ['github', `blob/${SHA}/src/a%20b%231.ts#L7`, `commit/${SHA}`],
  ['gitlab', `-/blob/${SHA}/src/a%20b%231.ts#L7`, `-/commit/${SHA}`],
  ['gitea', `src/commit/${SHA}/src/a%20b%231.ts#L7`, `commit/${SHA}`],
] as const)('a file and a commit are linked in the form of %s', (kind, file, commit) => {
  const url = 'https://git.example.com:3000/example/web';
  const links = hostLinks({ kind, url });
  expect(links?.host).toBe('git.example.com:3000');
  expect(links?.file(SHA, 'src/a b#1.ts', 7)).toBe(`${url}/${file}`);
  expect(links?.commit(SHA)).toBe(`${url}/${commit}`);
});

it('a host of which nothing is known has no links', () => {
  expect(hostLinks(null)).toBeUndefined();
});
