import { describe, expect, it } from 'vitest';
import { BELOW, BELOW_REPO } from '@/domain/deletions/rules';
import { judgeBelow, readSchema } from './below';

const schema = readSchema();
const model = (lines: string) => `${schema}\nmodel WebHook {\n${lines}\n  @@map("web_hooks")\n}\n`;
const repo = '  repo Repo @relation(fields: [repoId], references: [id], onDelete: Cascade)';
const repoId = '  repoId String @map("repo_id") @db.Uuid';
const id = '  id String @id @db.Uuid';

describe('the lists of what is deleted with something', () => {
  it('name every table of the schema whose rows go, children before parents', () => {
    expect(judgeBelow(schema, BELOW)).toEqual([]);
  });

  it('want a new table below a repo', () => {
    expect(judgeBelow(model([id, repoId, repo].join('\n')), BELOW)).toEqual([
      'web_hooks is deleted by its repo_id, and belongs on the list of it in src/domain/deletions/rules.ts.',
    ]);
  });

  it.each([
    ['without an id, which its own noun empties', [repoId, repo]],
    ['that outlives the repo', [id, repoId, repo.replace('Cascade', 'SetNull')]],
  ])('want none %s', (_what, lines) => {
    expect(judgeBelow(model(lines.join('\n')), BELOW)).toEqual([]);
  });

  it('name no table that stays', () => {
    expect(judgeBelow(schema, { repo_id: [...BELOW_REPO, 'users'] })).toEqual([
      'users is on the list of repo_id in src/domain/deletions/rules.ts, but is not deleted by it.',
    ]);
  });

  it('name no parent before its child', () => {
    const [first = '', second = '', ...others] = BELOW_REPO;
    expect(judgeBelow(schema, { repo_id: [second, first, ...others] })).toEqual([
      'findings comes after its parent scans in src/domain/deletions/rules.ts. Children come first.',
    ]);
  });
});
