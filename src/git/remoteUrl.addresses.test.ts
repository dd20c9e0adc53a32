import { describe, expect, it } from 'vitest';
import { judgeAddress, judgeRemoteUrl, type RemotePolicy } from './remoteUrl';

const PUBLIC: RemotePolicy = { allowPrivate: false, allowedHosts: [] };
const PRIVATE: RemotePolicy = { allowPrivate: true, allowedHosts: [] };
const PRIVATE_REFUSAL = 'must not point at this machine or a private network';
const METADATA_REFUSAL = 'must not point at a cloud metadata service';

/** The refusals of a host in https, ssh and scp-like remotes; undefined where it is accepted. */
function refusals(host: string, policy = PUBLIC): (string | undefined)[] {
  return [`https://${host}/r`, `ssh://git@${host}/r`, `git@${host}:r`].map((raw) => {
    const verdict = judgeRemoteUrl(raw, policy);
    return verdict.ok ? undefined : verdict.reason;
  });
}

/** The form of an address in a URL. */
const literal = (address: string) => (address.includes(':') ? `[${address}]` : address);

describe('this machine', () => {
  it.each([
    ...[
      '127.0.0.1',
      '127.255.255.254',
      '127.1',
      '127.0.1',
      '2130706433',
      '0x7f000001',
      '0X7F.1',
      '0177.0.0.1',
    ],
    ...['017700000001', '0x7f.0.0.0x1', '127.0.0.1.', '127。0。0。1', '１２７.０.０.１', '①②⑦.0.0.1'],
    ...['%31%32%37.0.0.1', 'localhost', 'LocalHost', 'ｌocalhost', 'local\u00adhost', '%6cocalhost'],
    ...['a.b.localhost', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ])('is refused when it is spelt %s', (host) => {
    const [https, ssh, scp] = refusals(host);
    expect([https, typeof ssh, typeof scp]).toEqual([PRIVATE_REFUSAL, 'string', 'string']);
  });
});

describe('private networks', () => {
  const OPENABLE = [
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.127.255.254',
  ];
  it.each([...OPENABLE, '127.0.0.1', '::1', 'fc00::1', 'fd12:3456::1', '::ffff:10.0.0.1', '::ffff:c0a8:101'])(
    '%s is refused unless the operator allows private addresses',
    (address) => {
      expect(refusals(literal(address))[0]).toBe(PRIVATE_REFUSAL);
      expect(refusals(literal(address), PRIVATE)[0]).toBeUndefined();
      expect(judgeAddress(address, PUBLIC, 'git.example.com')).toBe(PRIVATE_REFUSAL);
    },
  );

  it.each([
    ['9.255.255.255', '11.0.0.0'],
    ['172.15.255.255', '172.32.0.0'],
    ['192.167.255.255', '192.169.0.0'],
    ['100.63.255.255', '100.128.0.0'],
    ['126.255.255.255', '128.0.0.0'],
    ['169.253.255.255', '169.255.0.0'],
    ['2606:4700::1111', '2a00:1450::1'],
  ])('%s and %s are adjacent to them and public', (below, above) => {
    expect(refusals(literal(below))[0]).toBeUndefined();
    expect(refusals(literal(above))[0]).toBeUndefined();
  });
});

describe('an address that is always refused, whatever the operator allows', () => {
  it.each([
    ['this network', '0.0.0.0', '0.1.2.3', '::'],
    ['link-local', '169.254.1.1', '169.254.42.42', 'fe80::1', 'fe80::a9fe:a9fe', '::ffff:169.254.1.1'],
    ['multicast, broadcast and reserved', '224.0.0.1', '255.255.255.255', '240.0.0.1', 'ff02::1'],
    ['documentation and benchmarks', '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '2001:db8::1'],
    ['NAT64', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::7f00:1'],
    ['6to4 and its relays', '2002:7f00:1::', '2002:a9fe:a9fe::1', '192.88.99.1'],
    ['Teredo, translated, site-local, discarded', '2001::1', '::ffff:0:7f00:1', 'fec0::1', '100::1'],
    ['IPv4-compatible IPv6, long abolished', '::7f00:1', '::a9fe:a9fe', '::a00:1'],
  ])('%s', (_kind, ...addresses) => {
    const open = { allowPrivate: true, allowedHosts: addresses };
    const accepted = addresses.filter(
      (address) =>
        refusals(literal(address), open)[0] === undefined ||
        judgeAddress(address, open, address) === undefined,
    );
    expect(accepted).toEqual([]);
  });
});

describe('cloud metadata services', () => {
  it.each([
    ['AWS, Azure, GCP and most others', '169.254.169.254'],
    ['AWS, in IPv6 that maps to IPv4', '::ffff:169.254.169.254'],
    ['AWS ECS', '169.254.170.2'],
    ['AWS EKS', '169.254.170.23'],
    ['AWS over IPv6', 'fd00:ec2::254'],
    ['AWS EKS over IPv6', 'fd00:ec2::23'],
    ['Azure wire server', '168.63.129.16'],
    ['Alibaba Cloud', '100.100.100.200'],
    ['Oracle Cloud Classic', '192.0.0.192'],
    ['Google Cloud over IPv6', 'fd20:ce::254'],
    ['Oracle Cloud over IPv6', 'fd00:c1::a9fe:a9fe'],
    ['Scaleway over IPv6', 'fd00:42::42'],
  ])('%s at %s is refused even where private addresses and the host itself are allowed', (_who, address) => {
    const open = { allowPrivate: true, allowedHosts: [address, 'git.internal'] };
    expect(refusals(literal(address), open)[0]).toBe(METADATA_REFUSAL);
    expect(judgeAddress(address, open, 'git.internal')).toBe(METADATA_REFUSAL);
  });

  it.each(['metadata.google.internal', 'Metadata.Google.Internal', 'metadata', 'instance-data'])(
    'is refused by its name %s in every form of URL',
    (host) => {
      expect(refusals(host, { allowPrivate: true, allowedHosts: [host.toLowerCase()] })).toEqual(
        Array(3).fill(METADATA_REFUSAL),
      );
    },
  );

  it.each(['2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.43518'])(
    'is refused as %s',
    (host) => {
      expect(refusals(host, PRIVATE)).toEqual(Array(3).fill(METADATA_REFUSAL));
    },
  );
});

describe('the list of allowed hosts', () => {
  const policy = { allowPrivate: false, allowedHosts: ['localhost', '10.0.0.5', 'git.internal'] };

  it.each(['localhost', 'LOCALHOST', '10.0.0.5', '167772165'])('allows %s to be registered', (host) => {
    expect(refusals(host, policy)[0]).toBeUndefined();
  });

  it.each(['a.localhost', '10.0.0.6', '127.0.0.1', '[::ffff:10.0.0.6]'])(
    'does not allow %s with it',
    (host) => {
      expect(refusals(host, policy)[0]).toBe(PRIVATE_REFUSAL);
    },
  );

  it('allows private addresses for exactly the names that it holds', () => {
    const names = ['git.internal', 'xgit.internal', 'a.git.internal', 'git.internal.example.com'];
    expect(names.filter((name) => judgeAddress('10.0.0.9', policy, name) === undefined)).toEqual([
      'git.internal',
    ]);
  });
});
