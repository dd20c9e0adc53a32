import { pageInput, pageOf } from '@/domain/page';
import { createTokenInput, newTokenFields, tokenFields, tokenReceipt } from '@/domain/tokens/schema';
import { createToken, listTokens, revokeToken } from '@/domain/tokens/service';
import { operation } from './operation';

export const create = operation({
  summary: 'Create an API token; it is shown this once',
  doing: 'create token',
  who: 'user',
  input: createTokenInput,
  output: newTokenFields,
  status: 201,
  run: ({ ctx, input }) => createToken(ctx, input),
});

export const list = operation({
  summary: 'List your API tokens, newest first',
  doing: 'list tokens',
  who: 'user',
  input: pageInput,
  output: pageOf(tokenFields),
  run: ({ ctx, input }) => listTokens(ctx, input),
});

export const revoke = operation({
  summary: 'Revoke an API token',
  doing: 'revoke token',
  who: 'user',
  output: tokenReceipt,
  run: ({ ctx, id }) => revokeToken(ctx, id),
});
