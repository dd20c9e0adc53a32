import { createHmac } from 'node:crypto';
import type { FileEntry } from '@/engines/engine';
import { ENGINES } from '@/engines/registry';

/**
 * The id under which the result of scanning a content is kept. It depends on the blob and on the kind of file,
 * as engines do, too. It is keyed, so that no attacker can make a content that has the id of another one.
 * @returns a UUID of version 8. Source: RFC 9562, section 5.8
 */
export function contentIdOf(blobId: string, file: FileEntry, key: string): string {
  const kinds = ENGINES.filter(({ accepts }) => accepts(file)).map(({ kindOf }) => kindOf(file.path));
  const digest = createHmac('sha256', key)
    .update(`content\0${blobId}\0${kinds.join('\0')}`)
    .digest();
  digest[6] = 0x80 | ((digest[6] ?? 0) & 0x0f);
  digest[8] = 0x80 | ((digest[8] ?? 0) & 0x3f);
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
