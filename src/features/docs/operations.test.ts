import { describe, expect, it } from 'vitest';
import { fieldRows, operationsByNoun, typeOf } from './operations';

const operation = { operationId: 'x', summary: 'X', security: [], responses: {} };

it('groups operations by noun, in the document’s order', () => {
  const document = {
    openapi: '3.1.0',
    info: {},
    components: {},
    servers: [{ url: 'http://localhost:3000' }],
    paths: {
      '/api/repos': { get: operation, post: operation },
      '/api/users': { get: operation },
      '/api/repos/{id}': { parameters: [{ $ref: '#/x' }], delete: operation },
    },
  };
  const listed = operationsByNoun(document).map(([noun, all]) => [noun, all.map(({ anchor }) => anchor)]);
  expect(listed).toEqual([
    ['repos', ['get-api-repos', 'post-api-repos', 'delete-api-repos-id']],
    ['users', ['get-api-users']],
  ]);
});

describe('typeOf', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'string', minLength: 1, maxLength: 255 }, 'string, 1 to 255 characters'],
    [{ type: ['string', 'null'] }, 'string, or null'],
    [
      { anyOf: [{ type: 'integer', minimum: 1, maximum: 100 }, { type: 'null' }] },
      'integer, 1 to 100, or null',
    ],
    [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'integer'],
    [{ type: 'string', format: 'date-time' }, 'string (date-time)'],
    [{ type: 'string', enum: ['a', 'b'] }, '"a" | "b"'],
    [{ type: 'array', items: { type: 'string', enum: ['a'] } }, 'list of "a"'],
    [{ const: true }, 'true'],
    [{}, 'any'],
  ])('%j is %s', (schema, words) => {
    expect(typeOf(schema)).toBe(words);
  });
});

it('lists the fields of objects inside lists and objects', () => {
  const user = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
  const rows = fieldRows({
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: user }, user },
  });
  expect(rows.map(({ name, required }) => [name, required])).toEqual([
    ['items', true],
    ['items[].id', true],
    ['user', false],
    ['user.id', true],
  ]);
});
