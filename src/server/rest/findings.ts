import { byId } from '@/domain/fields';
import { findingFields, listFindingsInput } from '@/domain/findings/schema';
import { getFinding, listFindings } from '@/domain/findings/service';
import { pageOf } from '@/domain/page';
import { operation } from './operation';

export const list = operation('/api/repos/{id}/findings', {
  summary: "List a repository's findings, newest first",
  doing: 'list findings',
  who: 'user',
  input: listFindingsInput.omit({ repoId: true, scanId: true }).extend(byId.shape),
  output: pageOf(findingFields),
  run: (ctx, { id, ...page }) => listFindings(ctx, { ...page, repoId: id, scanId: undefined }),
});

export const get = operation('/api/findings/{id}', {
  summary: 'Get a finding',
  doing: 'get finding',
  who: 'user',
  input: byId,
  output: findingFields,
  run: getFinding,
});
