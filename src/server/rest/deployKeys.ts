import { deployKeyFields } from '@/domain/deployKeys/schema';
import { addDeployKey, getDeployKey, replaceDeployKey } from '@/domain/deployKeys/service';
import { byId } from '@/domain/fields';
import { operation } from './operation';

export const get = operation('/api/repos/{id}/deploy-key', {
  summary: 'Get the public key by which Heimdall reads a repository over ssh, and the pinned key of its host',
  doing: 'get deploy key',
  who: 'user',
  input: byId,
  output: deployKeyFields,
  run: getDeployKey,
});

export const replace = operation('/api/repos/{id}/deploy-key', {
  summary: 'Make a new deploy key, and forget the pinned key of the host; the remote is then probed again',
  doing: 'make deploy key',
  who: 'user',
  input: byId,
  output: deployKeyFields,
  run: replaceDeployKey,
});

export const add = operation('/api/repos/{id}/deploy-key', {
  summary: 'Add the deploy key at the Git host of a repository, through a connection to it',
  doing: 'add deploy key',
  who: 'user',
  input: byId,
  output: deployKeyFields,
  run: addDeployKey,
});
