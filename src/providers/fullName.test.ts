import { expect, it } from 'vitest';
import { canBeAt, isExternalId } from './fullName';

it('only GitLab has groups within groups', () => {
  const at = (provider: 'github' | 'gitlab' | 'gitea') => canBeAt({ provider }, 'group/sub-group/x');
  expect([at('github'), at('gitlab'), at('gitea')]).toEqual([false, true, false]);
});

it('only numbers are ids of repositories', () => {
  expect(['1', '120'].every(isExternalId)).toBe(true);
  expect(['', '..', '1/x', '-1', 'a'].some(isExternalId)).toBe(false);
});
