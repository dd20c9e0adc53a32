import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkRoutable } from './gitlabRoutable';

const PAYLOAD = 'bzoxCnU6Nm9qZwpU2sVh0dQm3eXw7fYkBhE';

function judge(token: string, payload: string, size: string) {
  return checkRoutable({
    secret: token,
    text: token,
    start: 0,
    end: token.length,
    groups: { payload, size },
    kind: { format: 'env', role: 'product' },
  });
}

/** A token in GitLab's form, with an optional version. */
function tokenOf(size: string, version = '.01'): string {
  const signed = `glpat-${PAYLOAD}${version}.${size}`;
  return signed + crc32(signed).toString(36).padStart(7, '0');
}

const SIZE = PAYLOAD.length.toString(36).padStart(2, '0');

describe('a routable token of GitLab', () => {
  it.each(['.01', ''])(
    'is of high confidence with the right length and checksum, version "%s"',
    (version) => {
      expect(judge(tokenOf(SIZE, version), PAYLOAD, SIZE)).toBe('high');
    },
  );

  it('is of low confidence when a character of the payload has been changed', () => {
    expect(judge(tokenOf(SIZE).replace('bzox', 'bzoy'), PAYLOAD, SIZE)).toBe('low');
  });

  it('is of low confidence when its payload has another length than stated', () => {
    expect(judge(tokenOf('1a'), PAYLOAD, '1a')).toBe('low');
  });
});
