import { deletionFields, listDeletionsInput } from '@/domain/deletions/schema';
import { getDeletion, listDeletions } from '@/domain/deletions/service';
import { byId } from '@/domain/fields';
import { pageOf } from '@/domain/page';
import { operation } from './operation';

export const list = operation('/api/deletions', {
  summary: 'List deletions, newest first: those you requested, or all for an admin’s session',
  doing: 'list deletions',
  who: 'user',
  input: listDeletionsInput,
  output: pageOf(deletionFields),
  run: listDeletions,
});

export const get = operation('/api/deletions/{id}', {
  summary: 'Follow a deletion, or get its receipt, by the id of what was deleted',
  doing: 'get deletion',
  who: 'user',
  input: byId,
  output: deletionFields,
  run: getDeletion,
});
