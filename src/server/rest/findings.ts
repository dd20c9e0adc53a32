import { findingFields, listFindingsInput } from '@/domain/findings/schema';
import { getFinding, listFindings } from '@/domain/findings/service';
import { pageOf } from '@/domain/page';
import { operation } from './operation';

export const list = operation({
  summary: "List a repository's findings, newest first",
  doing: 'list findings',
  who: 'user',
  input: listFindingsInput.omit({ repoId: true, scanId: true }),
  output: pageOf(findingFields),
  run: ({ ctx, id, input }) => listFindings(ctx, { ...input, repoId: id, scanId: undefined }),
});

export const get = operation({
  summary: 'Get a finding',
  doing: 'get finding',
  who: 'user',
  output: findingFields,
  run: ({ ctx, id }) => getFinding(ctx, id),
});
