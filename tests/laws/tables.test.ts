import { describe, expect, it } from 'vitest';
import { OWNERS } from './tableOwners';
import { judgeOwners, modelsIn, readModels } from './tables';

describe('the owners of tables', () => {
  it('own each table of the schema once', () => {
    expect(readModels().length).toBeGreaterThan(10);
    expect(judgeOwners(readModels())).toEqual([]);
  });

  it('are asked for where a model is new', () => {
    const [model] = modelsIn(
      'enum A {\n  b\n}\n\nmodel WebHook {\n  id String @id\n\n  @@map("web_hooks")\n}\n',
    );
    expect(model).toEqual({ name: 'webHook', table: 'web_hooks' });
    expect(judgeOwners([...readModels(), { name: 'webHook', table: 'web_hooks' }])).toEqual([
      'web_hooks has 0 owners. It belongs to one noun, in tests/laws/tableOwners.ts.',
    ]);
  });

  it('are one for each table, and own nothing that is not there', () => {
    expect(judgeOwners(readModels(), { ...OWNERS, people: ['users', 'persons'] })).toEqual([
      'users has 2 owners. It belongs to one noun, in tests/laws/tableOwners.ts.',
      'people owns persons, which is no table of prisma/models.',
    ]);
  });

  it('are the only readers of the tables of others', () => {
    expect(judgeOwners(readModels(), OWNERS, ['findings', 'exports'])).toEqual([
      'exports may read tables of others, but owns none. A noun of the domain owns a table.',
    ]);
  });
});
