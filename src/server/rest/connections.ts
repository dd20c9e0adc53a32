import {
  addedRepos,
  addReposInput,
  branchList,
  connectionFields,
  connectionReceipt,
  createConnectionInput,
  hostRepoFields,
  listHostReposInput,
} from '@/domain/connections/schema';
import {
  addHostRepos,
  checkConnection,
  createConnection,
  deleteConnection,
  listBranches,
  listConnections,
  listHostRepos,
} from '@/domain/connections/service';
import { byId } from '@/domain/fields';
import { pageInput, pageOf } from '@/domain/page';
import { operation } from './operation';

export const list = operation('/api/connections', {
  summary: 'List your connections to Git hosts, newest first',
  doing: 'list connections',
  who: 'user',
  input: pageInput,
  output: pageOf(connectionFields),
  run: listConnections,
});

export const create = operation('/api/connections', {
  summary: 'Connect to a Git host by a token, which is tried first',
  doing: 'create connection',
  who: 'user',
  input: createConnectionInput,
  output: connectionFields,
  status: 201,
  run: createConnection,
});

export const check = operation('/api/connections/{id}/check', {
  summary: 'Check at its host whether a connection still works',
  doing: 'check connection',
  who: 'user',
  input: byId,
  output: connectionFields,
  run: checkConnection,
});

export const remove = operation('/api/connections/{id}', {
  summary: 'Delete a connection and its token; its repositories stay',
  doing: 'delete connection',
  who: 'user',
  input: byId,
  output: connectionReceipt,
  run: deleteConnection,
});

export const repositories = operation('/api/connections/{id}/repositories', {
  summary: 'List the repositories that a connection can see, the last changed first',
  doing: 'list repositories',
  who: 'user',
  input: listHostReposInput,
  output: pageOf(hostRepoFields),
  run: listHostRepos,
});

export const add = operation('/api/connections/{id}/repositories', {
  summary: 'Register repositories of a connection',
  doing: 'add repositories',
  who: 'user',
  input: addReposInput,
  output: addedRepos,
  run: addHostRepos,
});

export const branches = operation('/api/repos/{id}/branches', {
  summary: "List the branches of a repository's remote",
  doing: 'list branches',
  who: 'user',
  input: byId,
  output: branchList,
  run: listBranches,
});
