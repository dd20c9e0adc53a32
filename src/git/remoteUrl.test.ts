import { describe, expect, it } from 'vitest';
import { isSshRemote } from '@/lib/isSshRemote';
import { judgeRemoteUrl, REMOTE_URL_LIMIT } from './remoteUrl';

const PUBLIC = { allowPrivate: false, allowedHosts: [] };
const NOT_A_REMOTE = 'must be an https, http or ssh URL, or git@host:path; local paths are not read';
const CREDENTIALS = 'must not contain credentials; connect an account instead';

const judge = (raw: string) => judgeRemoteUrl(raw, PUBLIC);

/** Why a remote is refused; undefined where it is accepted. */
function refusal(raw: string): string | undefined {
  const verdict = judge(raw);
  return verdict.ok ? undefined : verdict.reason;
}

describe('a remote that may be registered', () => {
  it.each([
    ['https://github.com/owner/repo.git', 'https://github.com/owner/repo.git', 'github.com', 443],
    ['HTTPS://GitHub.COM/Owner/Repo', 'https://github.com/Owner/Repo', 'github.com', 443],
    ['http://git.example.com/r', 'http://git.example.com/r', 'git.example.com', 80],
    ['https://git.example.com:443/r', 'https://git.example.com/r', 'git.example.com', 443],
    ['http://git.example.com:443/r', 'http://git.example.com:443/r', 'git.example.com', 443],
    ['https://git.example.com:1024/r', 'https://git.example.com:1024/r', 'git.example.com', 1024],
    ['https://git.example.com:65535/r', 'https://git.example.com:65535/r', 'git.example.com', 65535],
    ['https://example.com/a/../b', 'https://example.com/b', 'example.com', 443],
    ['https://bücher.example/r', 'https://xn--bcher-kva.example/r', 'xn--bcher-kva.example', 443],
    ['https://8.8.8.8/r', 'https://8.8.8.8/r', '8.8.8.8', 443],
    ['https://[2606:4700:0::1111]/r', 'https://[2606:4700::1111]/r', '2606:4700::1111', 443],
  ])('%s is passed to git as %s, never as the raw text', (raw, url, host, port) => {
    expect(judge(raw)).toEqual({ ok: true, remote: { kind: 'http', url, host, port } });
    expect(isSshRemote(raw)).toBe(false);
  });

  it.each([
    ['ssh://git@github.com/owner/repo.git', 'github.com', 22],
    ['ssh://git@git.example.com:2222/r', 'git.example.com', 2222],
    ['ssh://git@ssh.github.com:443/owner/repo', 'ssh.github.com', 443],
    ['ssh://git.example.com/r', 'git.example.com', 22],
    ['ssh://jo.doe+ci_1@git.example.com/a/%20b', 'git.example.com', 22],
    ['git@github.com:owner/repo.git', 'github.com', 22],
    ['deploy-bot@git.example.com:~/r', 'git.example.com', 22],
    ['git@git.example.com:2222/r', 'git.example.com', 22],
    ['git@GitHub.com:owner/repo', 'github.com', 22],
  ])('%s is one for ssh', (raw, host, port) => {
    expect(judge(raw)).toEqual({ ok: true, remote: { kind: 'ssh', url: raw, host, port } });
    expect(isSshRemote(raw)).toBe(true);
  });

  it('may have 2,048 characters and not one more', () => {
    const longest = `https://example.com/${'a'.repeat(2048 - 20)}`;
    expect([longest.length, REMOTE_URL_LIMIT, refusal(longest)]).toEqual([2048, 2048, undefined]);
    expect(refusal(`${longest}a`)).toBe('must be at most 2048 characters');
  });
});

describe('a scheme or transport that is refused', () => {
  it.each([
    ['file:///etc/passwd', 'file'],
    ['FILE:///etc/passwd', 'file'],
    ['git://example.com/r', 'git'],
    ['ftp://example.com/r', 'ftp'],
    ['git+ssh://git@example.com/r', 'git+ssh'],
    ['javascript://example.com/%0aalert(1)', 'javascript'],
  ])('%s is refused with the supported schemes', (raw, scheme) => {
    expect(refusal(raw)).toBe(`must use https, http or ssh, not ${scheme}`);
  });

  it.each(['ext::sh', 'EXT::sh', 'fd::17', 'http::https://example.com/r', 'ext2+x.y-z::sh'])(
    '%s names a transport helper, which could run anything',
    (raw) => {
      expect(refusal(raw)).toBe('must not name a transport helper; use https or ssh');
    },
  );

  it.each([
    ...['file:/etc/passwd', 'FILE:/etc/passwd', 'git:example.com/r', 'https:example.com/r'],
    ...['ssh:git@example.com/r', 'data:text/plain,x', 'javascript:alert(1)'],
  ])('%s has a scheme without slashes, which is not user@host:path', (raw) => {
    expect(refusal(raw)).toBeDefined();
  });
});

describe('a local path, or text that is not a remote', () => {
  it.each([
    ...['/srv/r', './r', '../r', '~/r', 'r', 'a/b', '/a:b', './a:b', 'a/b:c'],
    ...['', ':', 'git@:r', 'git@h:'],
  ])('%j is refused', (raw) => {
    expect(refusal(raw)).toBe(NOT_A_REMOTE);
  });

  it.each([
    ...['C:\\r', 'C:/r', 'c:/r', 'c:r', 'C:r\\s'],
    ...['\\\\server\\share\\r', '//server/share/r', '\\\\?\\C:\\r'],
  ])('%j, a Windows path, is refused', (raw) => {
    expect(refusal(raw)).toBeDefined();
  });
});

describe('text that could be injected into git or a shell', () => {
  it.each(['--upload-pack=touch', '-oProxyCommand=x@example.com:r', '-'])('%s begins with a dash', (raw) => {
    expect(refusal(raw)).toBe('must not begin with a dash');
  });

  it('a path that begins with a dash is refused, as Git refuses it', () => {
    expect(refusal('git@example.com:-r')).toBe('must not have a path that begins with a dash');
    expect(refusal('git@example.com:owner/-r')).toBeUndefined();
  });

  it.each([
    ...['ssh://-oProxyCommand=x/r', 'ssh://-x@example.com/r', 'git@-oProxyCommand=x:r', 'https://-a.com/r'],
    ...['https://a..b/r', 'https://', 'https://[::1/r', 'https://256.256.256.256/r'],
    ...['https://example.com:65536/r', `https://${'a.'.repeat(130)}com/r`],
  ])('%s names no valid user or host', (raw) => {
    expect(refusal(raw)).toBeDefined();
  });

  it.each([
    ...[
      'ssh://-oProxyCommand=x@example.com/r',
      'ssh://%2doProxyCommand=x@example.com/r',
      'ssh://%h@example.com/r',
    ],
    ...[
      'ssh://a%40b@example.com/r',
      'ssh://a@b@example.com/r',
      'ssh://$(id)@example.com/r',
      'ssh://`id`@example.com/r',
    ],
    ...[
      "ssh://a';id;'@example.com/r",
      'ssh://a%0ab@example.com/r',
      '-oProxyCommand=x@example.com:r',
      '%r@example.com:r',
    ],
  ])('%s names no user that ssh may get', (raw) => {
    expect(refusal(raw)).toBeDefined();
  });

  it.each([
    ...[
      'ssh://git@%2doProxyCommand=x/r',
      'ssh://git@ex%61mple.com/r',
      'ssh://git@exa$mple.com/r',
      'ssh://git@`id`/r',
    ],
    ...[
      'ssh://git@[::1%25eth0]/r',
      'ssh://git@example.com:22:22/r',
      'ssh://git@example.com:2x/r',
      'git@[h:22]:r',
    ],
  ])('%s names no host that ssh may get', (raw) => {
    expect(refusal(raw)).toBeDefined();
  });

  it.each(['%0a', '%0D', '%00', '%1f', '%7F'])(
    '%s, an encoded control character, never reaches a host',
    (code) => {
      expect(refusal(`ssh://git@example.com/a${code}b`)).toBe(
        'must not contain spaces or control characters',
      );
    },
  );

  it.each(['127.0.0.1', '[::1]', '10.0.0.8', '0x7f.1', '2130706433', 'localhost', '[::ffff:7f00:1]'])(
    'ssh to %s is refused as http is',
    (host) => {
      expect(refusal(`ssh://git@${host}/r`)).toBe('must not point at this machine or a private network');
    },
  );

  it.each([
    [22, undefined],
    [443, undefined],
    [1024, undefined],
    [80, 'must not use port 80, which belongs to another service'],
  ])('ssh on port %i: %s', (port, reason) => {
    expect(refusal(`ssh://git@example.com:${port}/r`)).toBe(reason);
  });

  it('no space or control character passes, at the start, inside or at the end', () => {
    const codes = [...Array(0x21).keys(), ...Array.from({ length: 0x21 }, (_, index) => 0x7f + index)];
    const texts = codes
      .map((code) => String.fromCharCode(code))
      .flatMap((c) => [`${c}https://example.com/r`, `https://exam${c}ple.com/r`, `git@example.com:r${c}`]);
    expect(texts.filter((raw) => refusal(raw) !== 'must not contain spaces or control characters')).toEqual(
      [],
    );
  });
});

describe('a URL that holds more than a location', () => {
  it.each([
    'https://user:hunter2@example.com/r',
    'https://hunter2@example.com/r',
    'https://:hunter2@example.com/r',
    'http://x-access-token:hunter2@github.com/r',
    'ssh://git:hunter2@example.com/r',
    'https://%68unter2@example.com/r',
  ])('%s has credentials in it, which are refused and not repeated', (raw) => {
    expect(refusal(raw)).toBe(CREDENTIALS);
  });

  it.each(['oauth2:hunter2@gitlab.com:group/r.git', 'oauth2:hunter2@gitlab.com/group/r.git'])(
    '%s has credentials without a scheme, which are refused too',
    (raw) => {
      expect(refusal(raw)).toBeDefined();
    },
  );

  it.each(['?a=b', '#x', '?', '#'])('https://example.com/r%s has a query or a fragment', (end) => {
    expect(refusal(`https://example.com/r${end}`)).toBe('must not contain a query or a fragment');
  });

  it.each(['https://example.com', 'https://example.com/', 'ssh://git@example.com'])(
    '%s does not name a repository',
    (raw) => {
      expect(refusal(raw)).toBe('must name a repository, not only a host');
    },
  );

  it.each([
    'https://example.com./r',
    'ssh://git@example.com./r',
    'git@example.com.:r',
    'https://localhost./r',
  ])('%s ends its host name with a dot', (raw) => {
    expect(refusal(raw)).toBe('must not end its host name with a dot');
  });

  it('port 0 is refused, since no server listens there', () => {
    expect(refusal('https://example.com:0/r')).toBeDefined();
  });

  it.each([1, 22, 25, 79, 81, 442, 444, 1023])('port %i belongs to another service', (port) => {
    expect(refusal(`https://example.com:${port}/r`)).toBe(
      `must not use port ${port}, which belongs to another service`,
    );
  });
});
