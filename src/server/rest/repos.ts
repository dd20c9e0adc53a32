import { deletionPreview, deletionReceipt } from '@/domain/deletions/schema';
import { deleteRepo, previewDeletion } from '@/domain/deletions/service';
import { byId } from '@/domain/fields';
import { pageOf } from '@/domain/page';
import {
  createRepoInput,
  listReposInput,
  remoteStatus,
  repoFields,
  updateRepoInput,
} from '@/domain/repos/schema';
import { createRepo, getRepo, listRepos, requestProbe, updateRepo } from '@/domain/repos/service';
import { previewInTurn } from '../turns';
import { operation } from './operation';

export const create = operation('/api/repos', {
  summary: 'Create a repository',
  doing: 'create repo',
  who: 'user',
  input: createRepoInput,
  output: repoFields,
  status: 201,
  idempotent: true,
  run: createRepo,
  reply: ({ id }) => ({ location: `/api/repos/${id}`, htmxRedirect: `/repos/${id}` }),
});

export const list = operation('/api/repos', {
  summary: 'List your repositories, newest first or by sort',
  doing: 'list repos',
  who: 'user',
  input: listReposInput,
  output: pageOf(repoFields),
  run: listRepos,
});

export const get = operation('/api/repos/{id}', {
  summary: 'Get a repository',
  doing: 'get repo',
  who: 'user',
  input: byId,
  output: repoFields,
  run: getRepo,
});

export const update = operation('/api/repos/{id}', {
  summary: 'Change a repository',
  doing: 'update repo',
  who: 'user',
  input: updateRepoInput.extend(byId.shape),
  output: repoFields,
  run: updateRepo,
});

export const remove = operation('/api/repos/{id}', {
  summary: 'Delete a repository and everything that belongs to it',
  doing: 'delete repo',
  who: 'user',
  input: byId,
  output: deletionReceipt,
  run: deleteRepo,
  reply: () => ({ htmxRedirect: '/repos' }),
});

export const preview = operation('/api/repos/{id}/deletion-preview', {
  summary: 'Count what would be deleted with a repository',
  doing: 'preview repo deletion',
  who: 'user',
  input: byId,
  output: deletionPreview,
  run: previewInTurn(previewDeletion),
});

export const remote = operation('/api/repos/{id}/remote', {
  summary: 'Get the result of the last probe of the remote',
  doing: 'get repo remote',
  who: 'user',
  input: byId,
  output: remoteStatus,
  run: async (ctx, input) => (await getRepo(ctx, input)).remote,
});

export const probe = operation('/api/repos/{id}/remote', {
  summary: 'Queue another probe of the remote; the repository is returned as it is now',
  doing: 'probe repo remote',
  who: 'user',
  input: byId,
  output: repoFields,
  run: requestProbe,
});
