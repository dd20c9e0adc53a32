import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageOf } from '@/domain/page';
import { createRepoInput, repoFields, updateRepoInput } from '@/domain/repos/schema';
import { createTokenInput } from '@/domain/tokens/schema';
import { jobFields } from '@/domain/triages/schema';
import { createUserInput, userFields } from '@/domain/users/schema';
import { fieldsOf } from './body';
import { camelKeys, presenter, snakeCase } from './names';

describe('snakeCase', () => {
  it.each([
    ['id', 'id'],
    ['userId', 'user_id'],
    ['change30d', 'change_30d'],
    ['lastCommitSha', 'last_commit_sha'],
    ['issueAutoCreateMinSeverity', 'issue_auto_create_min_severity'],
  ])('writes %s as %s', (name, key) => {
    expect(snakeCase(name)).toBe(key);
  });

  it('and back is the same name, for every field of every input', () => {
    const schemas = [createRepoInput, updateRepoInput, createUserInput, createTokenInput];
    const names = schemas.flatMap((schema) => Object.keys(fieldsOf(schema)));
    expect(names).toContain('defaultBranch');
    expect(names.map((name) => Object.keys(camelKeys({ [snakeCase(name)]: 1 })))).toEqual(
      names.map((name) => [name]),
    );
  });
});

describe('camelKeys', () => {
  it('renames the fields and keeps their values unchanged', () => {
    const inner = { some_key: [{ other_key: 1 }] };
    expect(camelKeys({ remote_url: inner, name: null, q: undefined })).toEqual({
      remoteUrl: inner,
      name: null,
      q: undefined,
    });
  });

  it.each([
    'remoteUrl',
    'Remote_url',
    '_name',
    '__proto__',
    '',
    '0',
    'na me',
    'na-me',
    'na.me',
    'näme',
    'name\n',
  ])('drops %j, which is no name of the API', (key) => {
    const input = Object.fromEntries([
      [key, 'x'],
      ['name', 'a'],
    ]);
    expect(camelKeys(input)).toEqual({ name: 'a' });
  });

  it('gives a __proto__ of JSON no power over the input or over any other object', () => {
    const read = camelKeys(
      JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}'),
    );
    expect([Object.getPrototypeOf(read), 'admin' in read, 'admin' in {}]).toEqual([
      Object.prototype,
      false,
      false,
    ]);
  });
});

describe('presenter', () => {
  const at = new Date('2026-01-02T03:04:05.678Z');
  const user = {
    passwordHash: '$argon2id$',
    createdAt: at,
    role: 'admin',
    displayName: null,
    email: 'ada@example.com',
    id: '0192d1a0-0000-7000-8000-000000000000',
    sessions: [{ tokenHash: 'x' }],
  };
  const shown = { id: user.id, email: user.email, display_name: null, role: 'admin', created_at: at };

  it('writes the fields of the schema in the order of the schema, under their names, and nothing else', () => {
    expect(JSON.stringify(presenter(userFields)(user))).toBe(JSON.stringify(shown));
  });

  it('writes a value under the names of the option of a union that it fits', () => {
    const present = presenter(jobFields.shape.result);
    expect(present({ updated: 2, skipped: 1, undoToken: user.id })).toEqual({
      updated: 2,
      skipped: 1,
      undo_token: user.id,
    });
    expect(present({ restored: 2, skipped: 1 })).toEqual({ restored: 2, skipped: 1 });
    expect(present(null)).toBeNull();
  });

  it('writes the fourteen fields of a repo in the documented order', () => {
    const keys = Object.keys(presenter(repoFields)({}) as object);
    expect(keys).toEqual([
      ...[
        'id',
        'user_id',
        'org_id',
        'name',
        'source_type',
        'remote_url',
        'default_branch',
        'last_commit_sha',
      ],
      ...['oauth_connection_id', 'issue_auto_create_enabled', 'issue_auto_create_min_severity'],
      ...['created_at', 'updated_at', 'deleted_at'],
    ]);
  });

  it('covers lists, nested objects and nullable values', () => {
    const page = pageOf(z.object({ ownUser: userFields.nullable() }));
    const value = { items: [{ ownUser: user, x: 1 }, { ownUser: null }], nextCursor: null, total: 2 };
    expect(JSON.stringify(presenter(page)(value))).toBe(
      JSON.stringify({ items: [{ own_user: shown }, { own_user: null }], next_cursor: null }),
    );
  });

  it('writes times as RFC 3339 in UTC', () => {
    expect(JSON.stringify(presenter(z.object({ createdAt: z.date() }))({ createdAt: at }))).toBe(
      '{"created_at":"2026-01-02T03:04:05.678Z"}',
    );
  });
});
