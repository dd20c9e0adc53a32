import { pageOf } from '@/domain/page';
import {
  createSuppressionInput,
  deleteSuppressionInput,
  listSuppressionsInput,
  suppressionFields,
  suppressionReceipt,
} from '@/domain/suppressions/schema';
import { createSuppression, deleteSuppression, listSuppressions } from '@/domain/suppressions/service';
import { operation } from './operation';

export const list = operation('/api/repos/{repo_id}/suppressions', {
  summary: "List a repository's allow-list, newest first",
  doing: 'list suppressions',
  who: 'user',
  input: listSuppressionsInput,
  output: pageOf(suppressionFields),
  run: listSuppressions,
});

export const create = operation('/api/repos/{repo_id}/suppressions', {
  summary: "Add a rule, a path or both to a repository's allow-list; the next scan applies it",
  doing: 'create suppression',
  who: 'user',
  input: createSuppressionInput,
  output: suppressionFields,
  status: 201,
  run: createSuppression,
});

export const remove = operation('/api/repos/{repo_id}/suppressions/{id}', {
  summary: "Delete an entry of a repository's allow-list",
  doing: 'delete suppression',
  who: 'user',
  input: deleteSuppressionInput,
  output: suppressionReceipt,
  run: deleteSuppression,
});
