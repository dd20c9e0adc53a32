import { describe, expect, it } from 'vitest';
import { makeVault } from './vault';

const KEY = 'k'.repeat(32);
const CONTEXT = 'webhook 0198';
const SECRET = 'geheim ✓ 𝄞';

const vault = makeVault(KEY);

/** The envelope with one bit of this part changed. */
function withChanged(envelope: string, part: number, byte: number): string {
  const parts = envelope.split('.');
  const bytes = Buffer.from(parts[part] ?? '', 'base64url');
  const at = byte < 0 ? bytes.length + byte : byte;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
}

describe('a vault', () => {
  it.each(['', SECRET, 'x'.repeat(10_000)])('opens what it has sealed', (text) => {
    const envelope = vault.seal(text, CONTEXT);
    expect(envelope).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]{22,}$/);
    expect(vault.open(envelope, CONTEXT)).toBe(text);
    expect(makeVault(KEY).open(envelope, CONTEXT)).toBe(text);
  });

  it('seals the same text differently each time, under the same key id', () => {
    const envelopes = Array.from({ length: 100 }, () => vault.seal(SECRET, CONTEXT).split('.'));
    expect(new Set(envelopes.map(([, id]) => id)).size).toBe(1);
    expect(new Set(envelopes.map(([, , iv]) => iv)).size).toBe(100);
    expect(new Set(envelopes.map(([, , , data]) => data)).size).toBe(100);
  });

  it('does not open it with another context or key', () => {
    const envelope = vault.seal(SECRET, CONTEXT);
    expect(vault.open(envelope, 'webhook 0199')).toBeUndefined();
    const other = makeVault('o'.repeat(32));
    const [version, , iv, data] = envelope.split('.');
    const [, otherId] = other.seal('', CONTEXT).split('.');
    expect(other.open(envelope, CONTEXT)).toBeUndefined();
    expect(other.open([version, otherId, iv, data].join('.'), CONTEXT)).toBeUndefined();
  });

  it('does not open an envelope that was changed or cut', () => {
    const envelope = vault.seal(SECRET, CONTEXT);
    const changed = [
      withChanged(envelope, 1, 0),
      withChanged(envelope, 2, 0),
      withChanged(envelope, 3, 0),
      withChanged(envelope, 3, -1),
      envelope.replace('v1', 'v2'),
      envelope.slice(0, -4),
      envelope.slice(0, -30),
      `${envelope}.AAAA`,
      envelope.split('.').slice(0, 3).join('.'),
      'v1...',
      '',
      SECRET,
    ];
    expect(changed.map((it) => vault.open(it, CONTEXT))).toEqual(changed.map(() => undefined));
  });
});
