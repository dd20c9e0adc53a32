import { type Caller, withToken } from '@tests/support/api';
import { CALLS } from '@tests/support/repoCalls';
import { repoRights, type Who } from '@tests/support/repoRights';
import { sharedServer } from '@tests/support/sharedServer';
import { expect, it } from 'vitest';
import { TOKEN_SCOPES } from '@/domain/tokens/rules';
import type { TokenScope } from '@/domain/tokens/schema';

/** Which call on a repo and its contents a token may make. Every role × every call, with the scope and without. */
const server = sharedServer();
const { users, answerOf, expectRight } = repoRights();

const tokens = new Map<string, Promise<Caller>>();
function tokenOf(who: Who, scopes: TokenScope[]): Promise<Caller> {
  const key = [who, ...scopes].join();
  const token = tokens.get(key) ?? withToken(server.url, users[who], scopes);
  tokens.set(key, token);
  return token;
}

it.each(Object.entries(CALLS))('%s needs the scope of a token and the role of its user', async (_, call) => {
  for (const who of ['creator', 'viewer', 'triager', 'outsider'] as const) {
    const others = TOKEN_SCOPES.filter((it) => it !== call.scope);
    const lacking = await tokenOf(who, others);
    const lacks = [403, `This token lacks the scope ${call.scope}`];
    expect(await answerOf(lacking, call, false), who).toEqual(lacks);
    const having = await tokenOf(who, [call.scope, ...(call.also ? [call.also] : [])]);
    await expectRight(who, having, call);
  }
});
