import { describe, expect, it } from 'vitest';
import { documents } from './documents';
import { describeViolation, readDocuments } from './sources';

it('the documents are short, and the README leads to all of them', () => {
  expect(documents(readDocuments()).map(describeViolation)).toEqual([]);
});

describe('refused', () => {
  const steps = (count: number) => `# Guide\n\n## Add a job\n\n${'1. Do it.\n'.repeat(count)}`;

  it.each([
    ['a long README', [{ path: 'README.md', text: 'word '.repeat(2001) }], 'has 2001 words'],
    [
      'a page without a link',
      [
        { path: 'README.md', text: '[API](docs/api.md)' },
        { path: 'docs/api.md', text: '' },
        { path: 'docs/lost.md', text: '' },
      ],
      'has no link to docs/lost.md',
    ],
    ['a long guide', [{ path: 'CONTRIBUTING.md', text: steps(7) }], 'has 7 steps below "Add a job"'],
  ])('is %s', (_, files, message) => {
    expect(documents(files).map(describeViolation)).toEqual([expect.stringContaining(message)]);
  });

  it('is no README of 2,000 words, and no guide of six steps', () => {
    const readme = { path: 'README.md', text: 'word '.repeat(2000) };
    expect(documents([readme, { path: 'CONTRIBUTING.md', text: steps(6) }])).toEqual([]);
  });
});
