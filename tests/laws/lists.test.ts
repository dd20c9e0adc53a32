import { expect, it } from 'vitest';
import { mendedAccess } from './access';
import { needlessUp, UP } from './floors';
import { needless } from './rights';
import { readSources } from './sources';
import { needlessUses } from './tables';

const tree = readSources();

it('the list of calls that need no right has none too many', () => {
  expect(needless(tree)).toEqual([]);
  const asked = 'export async function getMe({ actor }) { requireSession(actor); }';
  expect(needless([{ path: 'src/domain/users/service.ts', text: asked }])).toContain('users/getMe');
});

it('the list of places that know of owners has the numbers of the tree', () => {
  expect(mendedAccess(tree)).toEqual([]);
  expect(mendedAccess([{ path: 'src/domain/repos/service.ts', text: '' }])).toContainEqual([
    'repos/service asks whether a repo is deleted',
    0,
  ]);
});

it('the lists of tables that others use have none too many', () => {
  expect(needlessUses(tree)).toEqual([]);
  const path = 'src/domain/repos/store.ts';
  expect(needlessUses([{ path, text: 'await tx.user.findMany();' }])).toContain('repos reads connections');
});

it('the list of imports that run up has none too many', () => {
  expect(needlessUp(tree)).toEqual([]);
  expect(needlessUp([])).toEqual(Object.keys(UP));
});
