import { expect, it } from 'vitest';
import { groupRepos } from './repoGroups';

const sizesOf = (counts: number[]) =>
  groupRepos(
    counts.map((findingCount) => ({ findingCount })),
    10,
  ).map((group) => group.map(({ findingCount }) => findingCount));

it('groups repos in their order while their findings are few', () => {
  expect(sizesOf([])).toEqual([]);
  expect(sizesOf([3, 7, 1, 9, 1])).toEqual([[3, 7], [1, 9], [1]]);
});

it('leaves a repo with more findings by itself', () => {
  expect(sizesOf([2, 11, 2, 50])).toEqual([[2], [11], [2], [50]]);
});

it('limits the repos of a group', () => {
  expect(sizesOf(Array.from({ length: 450 }, () => 0)).map(({ length }) => length)).toEqual([200, 200, 50]);
});
