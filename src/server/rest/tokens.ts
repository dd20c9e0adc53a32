import { byId } from '@/domain/fields';
import { pageInput, pageOf } from '@/domain/page';
import { createTokenInput, newTokenFields, tokenFields, tokenReceipt } from '@/domain/tokens/schema';
import { createToken, listTokens, revokeToken } from '@/domain/tokens/service';
import { operation } from './operation';

export const create = operation('/api/tokens', {
  summary: 'Create an API token; it is shown only once',
  doing: 'create token',
  who: 'user',
  input: createTokenInput,
  output: newTokenFields,
  status: 201,
  run: createToken,
});

export const list = operation('/api/tokens', {
  summary: 'List your API tokens, newest first',
  doing: 'list tokens',
  who: 'user',
  input: pageInput,
  output: pageOf(tokenFields),
  run: listTokens,
});

export const revoke = operation('/api/tokens/{id}', {
  summary: 'Revoke an API token',
  doing: 'revoke token',
  who: 'user',
  input: byId,
  output: tokenReceipt,
  run: revokeToken,
});
