import { expect, it } from 'vitest';
import type { Repo } from '@/trpc/types';
import {
  aboutRepos,
  allowed,
  contentsText,
  contentsWords,
  failuresText,
  progressWords,
  refusedWords,
  skippedText,
} from './bulkText';

const SEES = ['repos:read', 'scans:read', 'findings:read'] as const;
const remote = { state: 'found', message: null, checkedAt: null, nextTryAt: null } as const;
const repo = (
  name: string,
  rights: readonly Repo['rights'][number][] = [],
  state: 'found' | 'none' = 'found',
) => ({
  name,
  rights: [...SEES, ...rights],
  remote: { ...remote, state },
});
const own = repo('own', ['scans:write', 'findings:write', 'repos:write']);
const bare = repo('bare', ['scans:write', 'findings:write', 'repos:write'], 'none');
const triaged = repo('triaged', ['scans:write', 'findings:write']);
const viewed = repo('viewed');
const all = [own, bare, triaged, viewed];

it('a triager may scan, and only the creator may schedule and delete', () => {
  const names = (action: 'scan' | 'schedule' | 'delete') => allowed(action, all).map(({ name }) => name);
  expect(names('scan')).toEqual(['own', 'triaged']);
  expect(names('schedule')).toEqual(['own', 'bare']);
  expect(names('delete')).toEqual(['own', 'bare']);
});

it('says by name and reason what is skipped, at most five names of a reason', () => {
  expect(skippedText('scan', all)).toBe('bare (it has no remote); viewed (your role allows viewing only)');
  expect(skippedText('delete', all)).toBe('triaged and viewed (only its creator may)');
  expect(skippedText('delete', [own])).toBeUndefined();
  const many = (count: number) => Array.from({ length: count }, (_, n) => repo(`r${n}`));
  expect(skippedText('delete', many(5))).toBe('r0, r1, r2, r3 and r4 (only its creator may)');
  expect(skippedText('delete', many(7))).toBe('r0, r1, r2, r3 and 3 more (only its creator may)');
});

it('counts repositories, their contents and what was refused', () => {
  expect(aboutRepos([own])).toBe('own');
  expect(aboutRepos(all)).toBe('4 repositories');
  expect(contentsText({ scans: 1, findings: 12_480, issues: 0 })).toBe('1 scan and 12,480 findings');
  expect(contentsText({ scans: 2, findings: 0, issues: 3 })).toBe('2 scans, 0 findings and 3 issues');
  expect(contentsWords({ scans: 1, findings: 0, issues: 3 })).toBe('1 scan, 3 issues');
  expect(contentsWords({ scans: 0, findings: 0, issues: 0 })).toBe('Empty');
  expect(progressWords('delete', 3, 12)).toBe('Deleting 3 of 12');
  expect(refusedWords('scan', 1)).toBe('1 scan was not queued');
  expect(refusedWords('delete', 2)).toBe('2 repositories were not deleted');
  const failures = [
    { id: '1', name: 'app', message: 'It is gone.' },
    { id: '2', name: 'app', message: 'It is gone.' },
    { id: '3', name: 'wiki', message: 'You may not' },
  ];
  expect(failuresText({ title: '3 scans were not queued', failures })).toBe(
    '3 scans were not queued: app and app (It is gone); wiki (You may not).',
  );
});
