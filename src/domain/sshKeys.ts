import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

/** A key pair for ssh in the formats of OpenSSH. */
export type SshKeyPair = {
  /** As a line of authorized_keys. */
  publicKey: string;
  privateKey: string;
  /** `SHA256:…`, as ssh-keygen and Git hosts show it. */
  fingerprint: string;
};

const TYPE = 'ssh-ed25519';
const COMMENT = 'heimdall';
/** The private key is encrypted in blocks of so many bytes, also by the cipher `none`. */
const BLOCK_BYTES = 8;
const LINE = /.{1,70}/g;

/**
 * Makes an Ed25519 key pair. Node writes PKCS#8, which ssh reads only since OpenSSH 9.6.
 * Source: OpenSSH, PROTOCOL.key; RFC 8709.
 */
export function newSshKeyPair(): SshKeyPair {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const seed = Buffer.from(jwk.d ?? '', 'base64url');
  const point = Buffer.from(jwk.x ?? '', 'base64url');
  const publicBlob = joined(TYPE, point);
  const check = randomBytes(4);
  const secret = padded(
    Buffer.concat([check, check, joined(TYPE, point, Buffer.concat([seed, point]), COMMENT)]),
  );
  const [cipher, derivation, options] = ['none', 'none', ''];
  const file = Buffer.concat([
    ...[Buffer.from('openssh-key-v1\0'), joined(cipher, derivation, options)],
    ...[uint32(1), joined(publicBlob, secret)],
  ]);
  const lines = file.toString('base64').match(LINE) ?? [];
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} OPENSSH PRIVATE KEY-----`);
  return {
    publicKey: `${TYPE} ${publicBlob.toString('base64')} ${COMMENT}`,
    privateKey: [begin, ...lines, end, ''].join('\n'),
    fingerprint: `SHA256:${createHash('sha256').update(publicBlob).digest('base64').replace('=', '')}`,
  };
}

/** Strings, each after its length. Source: RFC 4251, 5. */
function joined(...parts: (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part)).flatMap((part) => [uint32(part.length), part]));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  const missing = (BLOCK_BYTES - (bytes.length % BLOCK_BYTES)) % BLOCK_BYTES;
  return Buffer.concat([bytes, Buffer.from(Array.from({ length: missing }, (_, index) => index + 1))]);
}
