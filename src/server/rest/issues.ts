import { dryRunFields, dryRunInput, issueFields, listIssuesInput } from '@/domain/issues/schema';
import { dryRun as dryRunIssues, listIssues } from '@/domain/issues/service';
import { pageOf } from '@/domain/page';
import { operation } from './operation';

export const list = operation('/api/repos/{id}/issues', {
  summary: 'List the issues that were opened at the Git host of a repository, newest first',
  doing: 'list issues',
  who: 'user',
  input: listIssuesInput,
  output: pageOf(issueFields),
  run: listIssues,
});

export const dryRun = operation('/api/repos/{id}/issues/dry-run', {
  summary: 'List the issues that the next scan would open at a threshold, without opening any',
  doing: 'dry-run issues',
  who: 'user',
  input: dryRunInput,
  output: dryRunFields,
  run: dryRunIssues,
});
