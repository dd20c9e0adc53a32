import * as accounts from './accounts';
import type { Operation } from './operation';
import * as repos from './repos';
import * as tokens from './tokens';

type DocumentedMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Every operation of the REST API by path and method: what the route handlers serve and OpenAPI documents. */
export const ENDPOINTS = {
  '/api/repos': { GET: repos.list, POST: repos.create },
  '/api/repos/{id}': { GET: repos.get, PATCH: repos.update, DELETE: repos.remove },
  '/api/repos/{id}/deletion-preview': { GET: repos.preview },
  '/api/repos/{id}/remote': { GET: repos.remote, POST: repos.look },
  '/api/auth/register': { POST: accounts.register },
  '/api/auth/login': { POST: accounts.login },
  '/api/auth/logout': { POST: accounts.logout },
  '/api/auth/me': { GET: accounts.me },
  '/api/auth/set-password': { POST: accounts.setPasswordByLink },
  '/api/users': { GET: accounts.listAccounts, POST: accounts.createAccount },
  '/api/tokens': { GET: tokens.list, POST: tokens.create },
  '/api/tokens/{id}': { DELETE: tokens.revoke },
} as const satisfies Record<string, Partial<Record<DocumentedMethod, Operation>>>;

export type EndpointPath = keyof typeof ENDPOINTS;
