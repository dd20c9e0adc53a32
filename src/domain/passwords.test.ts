import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords';

const PASSWORD = 'correct horse';

describe('hashPassword', () => {
  it('is argon2id with 19 MiB, two passes and one lane, salted, and names these', async () => {
    const hash = await hashPassword(PASSWORD);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43}$/);
    expect(await hashPassword(PASSWORD)).not.toBe(hash);
    expect(hash).not.toContain(PASSWORD);
  });
});

describe('verifyPassword', () => {
  it.each(['x', PASSWORD, ' spaces ', '🌱🌱🌱🌱', 'a\u0000b', 'ä'.repeat(128)])(
    'knows %j again',
    async (password) => {
      expect(await verifyPassword(await hashPassword(password), password)).toBe(true);
    },
  );

  it.each([
    '',
    'Correct horse',
    'correct horse ',
    ' correct horse',
    'correct hors',
    'correct horse\u0000',
    '$argon2id$',
  ])('refuses %j', async (password) => {
    expect(await verifyPassword(await hashPassword(PASSWORD), password)).toBe(false);
  });

  it('refuses every character after the last, however long the password is', async () => {
    const long = 'x'.repeat(128);
    expect(await verifyPassword(await hashPassword(`${long}a`), `${long}b`)).toBe(false);
  });

  it('without a hash no password matches, not even an empty one', async () => {
    expect(await Promise.all([PASSWORD, ''].map((password) => verifyPassword(null, password)))).toEqual([
      false,
      false,
    ]);
  });

  it('without a hash it does the same work, so that its time does not reveal accounts', async () => {
    const hash = await hashPassword(PASSWORD);
    await verifyPassword(null, 'warm');
    const time = async (against: string | null) => {
      const start = performance.now();
      for (let round = 0; round < 5; round++) await verifyPassword(against, 'wrong');
      return performance.now() - start;
    };
    const [known, unknown] = [await time(hash), await time(null)];
    expect(unknown).toBeGreaterThan(known / 5);
    expect(unknown).toBeLessThan(known * 5);
  });
});
