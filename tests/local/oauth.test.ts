import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOST_KINDS, type LocalHostKind, localHosts } from '@tests/support/providers/localHosts';
import { CLIENT } from '@tests/support/providers/oauthHost';
import { beforeEach, describe, expect, it } from 'vitest';
import { limitedAgent } from '@/providers/limitedAgent';
import { makeOAuth } from '@/providers/oauth';
import type { OAuth } from '@/providers/provider';

/** What the clients of OAuth do apart from a user's way: against local servers that speak the documented protocols. */

const NONE = { github: undefined, gitlab: undefined, gitea: undefined };
const POLICY = { allowPrivate: false, allowedHosts: ['127.0.0.1'] };

function oauthAt(kind: LocalHostKind, url: string, client: { id: string; secret: string } = CLIENT): OAuth {
  return makeOAuth({
    policy: POLICY,
    urls: { ...NONE, [kind]: url },
    clients: { ...NONE, [kind]: client },
    redirectUri: () => 'http://localhost/callback',
  });
}

const hostOf = localHosts();
const ANA = { login: 'ana', id: 7, scopes: [] };
beforeEach(() => {
  for (const kind of HOST_KINDS) {
    const { state, oauth, git } = hostOf(kind);
    state.tokens.clear();
    state.tokens.set('access', ANA).set('other', ANA);
    oauth.refresh.clear();
    oauth.refresh.set('refresh', { access: 'access', known: ANA });
    oauth.held = Promise.resolve();
    git.asked.length = 0;
  }
});

describe.each(['github', 'gitlab'] as const)('%s revokes a token', (kind) => {
  it('and what renews it, once or twice, and no other token', async () => {
    const { state, oauth, url } = hostOf(kind);
    expect(await oauthAt(kind, url).revoke(kind, 'access')).toBe('revoked');
    expect([...state.tokens.keys(), ...oauth.refresh.keys()]).toEqual(['other']);
    expect(await oauthAt(kind, url).revoke(kind, 'access')).toBe('revoked');
  });

  it('or has not confirmed it, if it refuses the client, fails or hangs', async () => {
    const { state, oauth, url } = hostOf(kind);
    const wrong = { ...CLIENT, secret: 'wrong' };
    expect(await oauthAt(kind, url, wrong).revoke(kind, 'access')).toBe('unconfirmed');
    expect(await oauthAt(kind, 'http://127.0.0.1:9').revoke(kind, 'access')).toBe('unconfirmed');
    oauth.held = new Promise(() => {});
    const begun = Date.now();
    expect(await oauthAt(kind, url).revoke(kind, 'access')).toBe('unconfirmed');
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(state.tokens.size).toBe(2);
  });
});

it('Gitea is not asked to revoke a token, as it has no way to', async () => {
  const { git, url } = hostOf('gitea');
  expect(await oauthAt('gitea', url).revoke('gitea', 'access')).toBe('unsupported');
  expect(git.asked).toEqual([]);
});

/** A server that answers for ever, with a write after each pause. */
async function startEndless({ bytes, pause }: { bytes: number; pause: number }) {
  let sent = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const write = () => {
      if (response.destroyed) return;
      sent += bytes;
      response.write(' '.repeat(bytes), () => setTimeout(write, pause));
    };
    write();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, stop, sent: () => sent };
}

describe('an answer that has no end', () => {
  it('is read no further than any with tokens is long', async () => {
    const { url, stop, sent } = await startEndless({ bytes: 65_536, pause: 0 });
    const renewed = oauthAt('gitea', url).renew('gitea', 'refresh');
    await expect(renewed).rejects.toMatchObject({ kind: 'unavailable' });
    stop();
    expect(sent()).toBeLessThan(32 * 1024 * 1024);
  });

  it('is read no longer than its time, however slowly it comes', async () => {
    const { url, stop } = await startEndless({ bytes: 1, pause: 20 });
    const agent = limitedAgent('http:', { bytes: 1024 * 1024, ms: 300 });
    const [answer] = (await once(request(url, { agent }).end(), 'response')) as [IncomingMessage];
    await expect(answer.toArray()).rejects.toThrow('aborted');
    stop();
  });
});
