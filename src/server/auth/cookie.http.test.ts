import { beforeAll, expect, it, vi } from 'vitest';
import { sessionCookie } from './cookie';

beforeAll(() => {
  vi.stubEnv('HEIMDALL_URL', 'http://localhost:3000');
});

it('served by http, the cookie is not Secure, as the browser would not send it back', () => {
  expect(sessionCookie('abc')).toBe('session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800');
});
