import { deletionFields, listDeletionsInput } from '@/domain/deletions/schema';
import { getDeletion, listDeletions } from '@/domain/deletions/service';
import { pageOf } from '@/domain/page';
import { operation } from './operation';

export const list = operation({
  summary: 'List deletions, the newest first: those you asked for, or all for an admin’s session',
  doing: 'list deletions',
  who: 'user',
  input: listDeletionsInput,
  output: pageOf(deletionFields),
  run: ({ ctx, input }) => listDeletions(ctx, input),
});

export const get = operation({
  summary: 'Follow a deletion, or get its receipt, by the id of what was deleted',
  doing: 'get deletion',
  who: 'user',
  output: deletionFields,
  run: ({ ctx, id }) => getDeletion(ctx, id),
});
