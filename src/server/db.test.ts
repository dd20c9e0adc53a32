import { describe, expect, it } from 'vitest';
import { nameStatements } from './db';

describe('nameStatements', () => {
  it('gives each text its own name', () => {
    const nameOf = nameStatements();
    expect(nameOf({ sql: 'SELECT 1' })).toBe(nameOf({ sql: 'SELECT 1' }));
    expect(nameOf({ sql: 'SELECT 1' })).not.toBe(nameOf({ sql: 'SELECT 2' }));
  });

  it('gives names that PostgreSQL does not truncate', () => {
    expect(nameStatements()({ sql: 'SELECT 1' }).length).toBeLessThan(64);
  });

  it('names the first 200 texts only, and keeps their names', () => {
    const nameOf = nameStatements();
    const names = Array.from({ length: 300 }, (_, n) => nameOf({ sql: `SELECT ${n}` }));
    expect(new Set(names.slice(0, 200)).size).toBe(200);
    expect(names.slice(200)).toEqual(Array(100).fill(''));
    expect(nameOf({ sql: 'SELECT 7' })).toBe(names[7]);
  });
});
