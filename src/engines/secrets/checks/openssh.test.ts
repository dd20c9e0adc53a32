import { expect, it } from 'vitest';
import { readOpenSshKey } from './openssh';

const key = (cipher: string) =>
  `openssh-key-v1\0\0\0\0${String.fromCharCode(cipher.length)}${cipher}\0\0\0\x04none`;

it('distinguishes keys with and without a passphrase', () => {
  expect(readOpenSshKey(key('none'))).toEqual({ encrypted: false });
  expect(readOpenSshKey(key('aes256-ctr'))).toEqual({ encrypted: true });
});

it('rejects all other text', () => {
  expect(readOpenSshKey('openssh-key-v1')).toBeUndefined();
  expect(readOpenSshKey(key('\xff\xff\xff\xff'))).toBeUndefined();
  expect(readOpenSshKey(`x${key('none')}`)).toBeUndefined();
});
