import { byId } from '@/domain/fields';
import { findingFields, findingPage, listFindingsInput } from '@/domain/findings/schema';
import { getFinding, listFindings, listRepoFindings } from '@/domain/findings/service';
import { operation } from './operation';

const ofAllRepos = listFindingsInput.omit({ scanId: true });

export const listAll = operation('/api/findings', {
  summary: 'List the findings of all repositories, what matters most first',
  doing: 'list findings',
  who: 'user',
  input: ofAllRepos,
  output: findingPage,
  run: listFindings,
});

export const list = operation('/api/repos/{id}/findings', {
  summary: "List a repository's findings, what matters most first",
  doing: 'list findings',
  who: 'user',
  input: ofAllRepos.omit({ repoId: true }).extend(byId.shape),
  output: findingPage,
  run: listRepoFindings,
});

export const get = operation('/api/findings/{id}', {
  summary: 'Get a finding',
  doing: 'get finding',
  who: 'user',
  input: byId,
  output: findingFields,
  run: getFinding,
});
