import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DomainError } from '@/domain/errors';
import { refuseCrossSite } from './crossSite';

const HOST = '127.0.0.1:3000';

beforeAll(() => {
  vi.stubEnv('HEIMDALL_URL', 'https://heimdall.example.com/');
});

/** The message for a request with these headers; undefined if it is allowed. */
function refusal(method: string, headers: Record<string, string>): string | undefined {
  try {
    refuseCrossSite(method, new Headers({ host: HOST, ...headers }));
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const UNSAFE = ['POST', 'PUT', 'PATCH', 'DELETE', 'PURGE', 'post'];

describe.each(UNSAFE)('%s', (method) => {
  it.each([
    ['no such header, as curl sends it', {}],
    ['the public address', { origin: 'https://heimdall.example.com' }],
    ['the very host that was asked', { origin: `http://${HOST}` }],
    ['the very host that was asked, by https', { origin: `https://${HOST}` }],
    ['a page of ours', { origin: 'https://heimdall.example.com', 'sec-fetch-site': 'same-origin' }],
    ["the address bar's own request", { 'sec-fetch-site': 'none' }],
  ])('is allowed with %s', (_what, headers) => {
    expect(refusal(method, headers)).toBeUndefined();
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a site that begins like ours', { origin: 'https://heimdall.example.com.evil.example' }],
    ['a site below ours', { origin: 'https://a.heimdall.example.com' }],
    ['our name by http', { origin: 'http://heimdall.example.com' }],
    ['our name on another port', { origin: 'https://heimdall.example.com:8443' }],
    ['this machine on another port', { origin: 'http://127.0.0.1:8080' }],
    ['this machine by another name', { origin: 'http://localhost:3000' }],
    ['no origin that it would name', { origin: 'null' }],
    ['an empty origin', { origin: '' }],
    ['an origin that is none', { origin: HOST }],
    ['a fetch from another site', { 'sec-fetch-site': 'cross-site' }],
    ['a fetch from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['a fetch from who knows where', { 'sec-fetch-site': 'unknown' }],
    ['a foreign fetch with our origin', { origin: `http://${HOST}`, 'sec-fetch-site': 'cross-site' }],
    ['our fetch with a foreign origin', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ])('is refused with %s', (_what, headers) => {
    expect(refusal(method, headers)).toBe('cross_site: Cross-site request refused');
  });
});

it.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and is allowed from everywhere', (method) => {
  expect(refusal(method, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBeUndefined();
});

it.each(['null', 'undefined', ''])(
  'without a Host, the origin http://%s is nobody and is refused',
  (name) => {
    expect(() => refuseCrossSite('POST', new Headers({ origin: `http://${name}` }))).toThrow(DomainError);
  },
);
