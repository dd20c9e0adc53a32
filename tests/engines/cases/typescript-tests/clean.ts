import { describe, expect, it } from 'vitest';
import { hashPassword, login } from './auth';

describe('login', () => {
  it('rejects a wrong password', async () => {
    await expect(login({ email: 'a@b.c', password: 'wrong-password' })).rejects.toThrow('invalid_credentials');
  });

  it('accepts the right one', async () => {
    const passwordHash = await hashPassword('correct horse');
    const token = await login({ email: 'a@b.c', password: 'password123' });
    expect(token).toMatch(/^[A-Za-z0-9_-]{20,}$/);
    expect(passwordHash).not.toContain('correct');
    const key = 'session:token:user-id';
    expect(await store.get(key)).toBe('access-token');
  });
});
