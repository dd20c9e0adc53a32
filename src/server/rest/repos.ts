import { deletionPreview, deletionReceipt } from '@/domain/deletions/schema';
import { deleteRepo, previewDeletion } from '@/domain/deletions/service';
import { pageOf } from '@/domain/page';
import {
  createRepoInput,
  listReposInput,
  remoteStatus,
  repoFields,
  updateRepoInput,
} from '@/domain/repos/schema';
import { createRepo, getRepo, listRepos, lookAgain, updateRepo } from '@/domain/repos/service';
import { leaveToWorker } from '../context';
import { operation } from './operation';

export const create = operation({
  summary: 'Create a repository',
  doing: 'create repo',
  who: 'user',
  input: createRepoInput,
  output: repoFields,
  status: 201,
  idempotent: true,
  run: ({ ctx, input, once }) => createRepo(ctx, input, once),
  reply: ({ id }) => ({ location: `/api/repos/${id}`, htmxRedirect: `/repos/${id}` }),
});

export const list = operation({
  summary: 'List your repositories, newest first or by sort',
  doing: 'list repos',
  who: 'user',
  input: listReposInput,
  output: pageOf(repoFields),
  run: ({ ctx, input }) => listRepos(ctx, input),
});

export const get = operation({
  summary: 'Get a repository',
  doing: 'get repo',
  who: 'user',
  output: repoFields,
  run: ({ ctx, id }) => getRepo(ctx, id),
});

export const update = operation({
  summary: 'Change a repository',
  doing: 'update repo',
  who: 'user',
  input: updateRepoInput,
  output: repoFields,
  run: ({ ctx, id, input }) => updateRepo(ctx, id, input),
});

export const remove = operation({
  summary: 'Delete a repository and everything that belongs to it',
  doing: 'delete repo',
  who: 'user',
  output: deletionReceipt,
  run: ({ ctx, id }) => deleteRepo(ctx, id, leaveToWorker),
  reply: () => ({ htmxRedirect: '/repos' }),
});

export const preview = operation({
  summary: 'Count what would be deleted with a repository',
  doing: 'preview repo deletion',
  who: 'user',
  output: deletionPreview,
  run: ({ ctx, id }) => previewDeletion(ctx, id),
});

export const remote = operation({
  summary: 'What the last look at the remote came to',
  doing: 'get repo remote',
  who: 'user',
  output: remoteStatus,
  run: async ({ ctx, id }) => (await getRepo(ctx, id)).remote,
});

export const look = operation({
  summary: 'Look at the remote again',
  doing: 'look at repo remote',
  who: 'user',
  output: remoteStatus,
  status: 202,
  run: async ({ ctx, id }) => (await lookAgain(ctx, id)).remote,
});
