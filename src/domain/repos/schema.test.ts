import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createRepoInput, listReposInput, repoFields, updateRepoInput } from './schema';

/** What is said first of an input; undefined where nothing is wrong with it. */
function complaint(schema: z.ZodType, input: unknown): string | undefined {
  return schema.safeParse(input).error?.issues[0]?.message;
}

const REMOTE = 'https://example.com/r';
const repo = (fields: object) => ({ name: 'Heimdall', remoteUrl: REMOTE, ...fields });

const NAME_LENGTH = 'name must be 1 to 255 characters';
const NAME_CONTROL = 'name must not contain control characters';
const BRANCH = 'default_branch must be a valid Git branch name';

describe('createRepoInput', () => {
  it.each([
    [{ name: undefined }, 'name is required'],
    [{ name: null }, 'name is required'],
    [{ name: 5 }, 'name must be a string'],
    [{ name: ['a'] }, 'name must be a string'],
    [{ name: '' }, NAME_LENGTH],
    [{ name: ' \t\n' }, NAME_LENGTH],
    [{ name: 'a\u0000b' }, NAME_CONTROL],
    [{ name: 'a\nb' }, NAME_CONTROL],
    [{ name: 'a\u007fb' }, NAME_CONTROL],
    [{ name: 'a\u0085b' }, NAME_CONTROL],
    [{ sourceType: 'svn' }, 'source_type must be one of git_url, github, gitlab'],
    [{ sourceType: 'GitHub' }, 'source_type must be one of git_url, github, gitlab'],
    [{ sourceType: 5 }, 'source_type must be one of git_url, github, gitlab'],
    [{ remoteUrl: undefined }, 'remote_url is required when source_type is git_url'],
    [{ remoteUrl: null }, 'remote_url is required when source_type is git_url'],
    [{ remoteUrl: '  ' }, 'remote_url is required when source_type is git_url'],
    [{ remoteUrl: undefined, sourceType: 'git_url' }, 'remote_url is required when source_type is git_url'],
    [{ remoteUrl: 5 }, 'remote_url must be a string'],
    [{ remoteUrl: 5, sourceType: 'github' }, 'remote_url must be a string'],
    [{ defaultBranch: 5 }, 'default_branch must be a string'],
    [{ defaultBranch: ' ' }, 'default_branch must be 1 to 255 characters'],
    [{ defaultBranch: 'a..b' }, BRANCH],
    [{ defaultBranch: '-b' }, BRANCH],
    [{ defaultBranch: 'a b' }, BRANCH],
    [{ defaultBranch: 'HEAD' }, BRANCH],
  ])('%j is answered with "%s"', (fields, message) => {
    expect(complaint(createRepoInput, repo(fields))).toBe(message);
  });

  it.each([undefined, null, 'a', 5, []])('%j is no input at all', (input) => {
    expect(createRepoInput.safeParse(input).success).toBe(false);
  });

  it('reports the first wrong field, in the documented order, and names it for a form', () => {
    const issues = createRepoInput.safeParse({ sourceType: 'svn', defaultBranch: '-' }).error?.issues;
    expect(issues?.map(({ path }) => path[0])).toEqual(['name', 'sourceType', 'defaultBranch']);
    const missing = createRepoInput.safeParse({ name: 'a' }).error?.issues;
    expect(missing?.map(({ path }) => path)).toEqual([['remoteUrl']]);
  });

  it('trims its texts, defaults to git_url, and ignores undocumented fields', () => {
    const input = {
      name: ' Heimdall ',
      remoteUrl: `\n${REMOTE} `,
      defaultBranch: ' main ',
      userId: 'x',
      org_id: 1,
    };
    const { userId, org_id, ...wanted } = {
      ...input,
      name: 'Heimdall',
      remoteUrl: REMOTE,
      defaultBranch: 'main',
    };
    expect(createRepoInput.parse(input)).toEqual({ ...wanted, sourceType: 'git_url' });
  });

  it('treats null as absent', () => {
    const input = { name: 'a', sourceType: null, remoteUrl: REMOTE, defaultBranch: null };
    expect(createRepoInput.parse(input)).toEqual({ name: 'a', sourceType: 'git_url', remoteUrl: REMOTE });
  });

  it.each(['github', 'gitlab'] as const)('needs no remote_url for %s', (sourceType) => {
    expect(createRepoInput.parse({ name: 'a', sourceType, remoteUrl: '' })).toEqual({
      name: 'a',
      sourceType,
    });
  });

  it.each(['a', 'ä', '🌱'])(
    'takes 255 characters (%s) for a name, counted after trimming, and not one more',
    (a) => {
      const name = a.repeat(255);
      expect(createRepoInput.parse(repo({ name: ` ${name} ` })).name).toBe(name);
      expect(complaint(createRepoInput, repo({ name: `${name}a` }))).toBe(NAME_LENGTH);
    },
  );

  it.each(['a', '🌱'])('accepts 255 characters (%s) for a branch, and not one more', (a) => {
    const defaultBranch = a.repeat(255);
    expect(complaint(createRepoInput, repo({ defaultBranch: `${defaultBranch}a` }))).toBe(
      'default_branch must be 1 to 255 characters',
    );
    expect(createRepoInput.parse(repo({ defaultBranch })).defaultBranch).toBe(defaultBranch);
  });
});

it('errors of several fields are all reported, in the order of the fields', () => {
  const { error } = createRepoInput.safeParse({ name: '' });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'remoteUrl']);
  expect(createRepoInput.safeParse(null).success).toBe(false);
});

describe('updateRepoInput', () => {
  const SEVERITY = 'issue_auto_create_min_severity must be one of critical, high, medium, low';
  it.each([
    [{ name: ' ' }, NAME_LENGTH],
    [{ name: 5 }, 'name must be a string'],
    [{ defaultBranch: 'a..b' }, BRANCH],
    [{ issueAutoCreateEnabled: 'true' }, 'issue_auto_create_enabled must be true or false'],
    [{ issueAutoCreateEnabled: 1 }, 'issue_auto_create_enabled must be true or false'],
    [{ issueAutoCreateMinSeverity: 'fatal' }, SEVERITY],
    [{ issueAutoCreateMinSeverity: 3 }, SEVERITY],
  ])('%j is answered with "%s"', (input, message) => {
    expect(complaint(updateRepoInput, input)).toBe(message);
  });

  it('changes nothing for absent fields and null', () => {
    const nothing = {
      name: null,
      defaultBranch: null,
      issueAutoCreateEnabled: null,
      issueAutoCreateMinSeverity: null,
      remoteUrl: null,
      oauthConnectionId: null,
    };
    expect(Object.values(updateRepoInput.parse(nothing)).filter((value) => value !== undefined)).toEqual([]);
    expect(updateRepoInput.parse({})).toEqual({});
  });

  it('cannot change what is not documented as changeable', () => {
    const input = {
      name: 'a',
      issueAutoCreateEnabled: false,
      sourceType: 'gitlab',
      userId: 'x',
      deletedAt: 'now',
    };
    expect(updateRepoInput.parse(input)).toEqual({ name: 'a', issueAutoCreateEnabled: false });
  });
});

describe('listReposInput', () => {
  it.each([
    [{ q: 5 }, 'q must be a string'],
    [{ q: 'a\u0000b' }, 'q must not contain control characters'],
    [{ sort: 'size' }, 'sort must be one of newest, oldest, name'],
    [{ sort: ['name'] }, 'sort must be one of newest, oldest, name'],
    [{ state: 'lost' }, 'state must be one of pending, found, empty, failed, none'],
  ])('%j is answered with "%s"', (input, message) => {
    expect(complaint(listReposInput, input)).toBe(message);
  });

  it('accepts 255 characters to search for, trimmed, and not one more', () => {
    const q = '🌱'.repeat(255);
    expect(listReposInput.parse({ q: ` ${q} ` }).q).toBe(q);
    expect(complaint(listReposInput, { q: `${q}a` })).toBe('q must be at most 255 characters');
  });
});

it('a repo has the fourteen documented fields, in the documented order', () => {
  expect(Object.keys(repoFields.shape)).toEqual([
    ...['id', 'userId', 'orgId', 'name', 'sourceType', 'remoteUrl', 'defaultBranch', 'lastCommitSha'],
    ...['oauthConnectionId', 'issueAutoCreateEnabled', 'issueAutoCreateMinSeverity'],
    ...['createdAt', 'updatedAt', 'deletedAt'],
  ]);
});
