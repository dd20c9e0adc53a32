import { describe, expect, it } from 'vitest';
import { sshProblemOf } from './sshMessages';

const REMOTE = { kind: 'ssh', url: 'git@git.example.com:a/b', host: 'git.example.com', port: 22 } as const;
const SHOWN = 'debug1: Server host key: ssh-ed25519 SHA256:Shown+key/1';
const PINNED = { key: 'ssh-ed25519 AAAA', fingerprint: 'SHA256:Pinned' };

const messageOf = (...lines: string[]) =>
  sshProblemOf(lines.map((line) => `${line}\r\n`).join(''), REMOTE, null);

describe('a log of ssh', () => {
  it.each([
    [
      'git@git.example.com: Permission denied (publickey).',
      /^Add this repository's deploy key to git\.example\.com, then/,
    ],
    ['ssh: connect to host 203.0.113.1 port 22: Connection refused', /refuses connections/],
    ['ssh: connect to host 203.0.113.1 port 22: Connection timed out', /did not answer in time/],
    ['ssh: connect to host 203.0.113.1 port 22: No route to host', /can not be reached/],
    ['Connection timed out during banner exchange', /did not answer in time/],
    ['kex_exchange_identification: Connection closed by remote host', /does not answer as an ssh server/],
    ['Connection closed by 203.0.113.1 port 22', /does not answer as an ssh server/],
    [
      'Unable to negotiate with 203.0.113.1 port 22: no matching host key type found. Their offer: ssh-dss',
      /offers no encryption or key/,
    ],
  ])('%s', (line, message) => {
    expect(messageOf('debug1: Connecting to 203.0.113.1 port 22.', line)?.message).toMatch(message);
  });

  it('says whether another address may answer', () => {
    expect(messageOf('ssh: connect to host 203.0.113.1 port 22: Connection refused')?.isUnreachable).toBe(
      true,
    );
    expect(messageOf('git@git.example.com: Permission denied (publickey).')?.isUnreachable).toBe(false);
  });

  it('of a changed host key has both fingerprints', () => {
    const log = `${SHOWN}\r\nHost key verification failed.\r\n`;
    const message = sshProblemOf(log, REMOTE, PINNED)?.message;
    expect(message).toMatch(
      /changed from SHA256:Pinned to SHA256:Shown\+key\/1, so .* make a new deploy key/,
    );
  });

  it('after signing in has no problem of ssh, whatever the host said', () => {
    const log = messageOf(
      SHOWN,
      'Authenticated to git.example.com ([203.0.113.1]:22) using "publickey".',
      'debug1: Remote: Permission denied (publickey).',
    );
    expect(log).toBeUndefined();
  });

  it('has no words of the host, which stand after others', () => {
    expect(
      messageOf(
        'debug1: Remote: Authenticated to x',
        'debug1: kex_exchange_identification: banner line 0: Host key verification failed.',
        'git@git.example.com: Permission denied (publickey).',
      )?.message,
    ).toMatch(/^Add this/);
  });

  it('is missing where there is no ssh', () => {
    expect(sshProblemOf(undefined, REMOTE, null)?.message).toMatch(/needs the program ssh/);
  });
});
