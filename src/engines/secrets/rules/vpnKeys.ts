import { decodeBase64 } from '../checks/base64';
import { isRandom } from '../checks/strength';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** Accepts 32 random-looking bytes in base64. */
const checkKey: Check = ({ secret, kind }) => {
  if (decodeBase64(secret)?.length !== 32 || !isRandom(secret)) return 'no';
  return kind.role === 'product' ? undefined : 'low';
};

const about = {
  why: 'Anyone with it can join the private network as this machine, or read what passes through the tunnel.',
  cwe: 'CWE-321',
} as const;

/** Keys of virtual private networks. */
export const vpnKeysRules: readonly Rule[] = [
  passwordRule({
    ...about,
    id: 'wireguard-private-key',
    name: 'WireGuard private key',
    provider: 'WireGuard',
    confidence: 'high',
    revoke:
      'Create a new pair with wg genkey, and put the new public key in place of the old one at every peer.',
    keywords: ['privatekey', 'presharedkey', 'private_key', 'private-key', 'wg_private'],
    pattern:
      /(?<![A-Za-z])(?:PrivateKey|PresharedKey|(?:wg|wireguard)_?[A-Za-z_]{0,20}private_?key|private[_-]key)["']?[\t ]{0,8}[=:][\t ]{0,8}["']?(?<secret>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![\w+/=])/gi,
    check: checkKey,
    source: 'https://www.wireguard.com/quickstart/',
    samples: {
      hit: [
        {
          path: 'wg0.conf',
          text: '[Interface]\nPrivateKey = heyaUGQx3770rOXegH6yACdX4TtlNmDtaWg/rTC9kdk=\nAddress = 10.8.0.2/32\n',
        },
        { path: 'wg0.conf', text: '[Peer]\nPresharedKey=A6RRPaOuhKbnwxdbazWkJ80w4ADwn7IqRPC5KE4So+M=\n' },
      ],
      clean: [
        { path: 'wg0.conf', text: '[Peer]\nPublicKey = heyaUGQx3770rOXegH6yACdX4TtlNmDtaWg/rTC9kdk=\n' },
        { path: 'wg0.conf', text: 'PrivateKey = <the private key of this machine>\n' },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'openvpn-static-key',
    name: 'OpenVPN static key',
    provider: 'OpenVPN',
    confidence: 'high',
    revoke:
      'Create a new key with openvpn --genkey, and put it in place of the old one on the server and on every client.',
    keywords: ['openvpn static key'],
    pattern:
      /-----BEGIN OpenVPN Static key V1-----(?:\\n|\s){1,8}(?<secret>[0-9a-f]{32}(?:(?:\\n|\s){1,8}[0-9a-f]{32}){7,15})/g,
    reach: { before: 16, after: 900 },
    check: ({ kind }) => (kind.role === 'product' ? undefined : 'low'),
    source: 'https://openvpn.net/community-resources/reference-manual-for-openvpn-2-6/',
    samples: {
      hit: [
        {
          path: 'ta.key',
          text: '#\n# 2048 bit OpenVPN static key\n#\n-----BEGIN OpenVPN Static key V1-----\n3aa8237e2b294e88b9da0ad1b66465c4\n0efbf7762f78f48462f382a5f16cb323\n51ff5530005e759d109453ae747109fd\n181ef5da8147cd6215199b5231e26860\nbfbdc7d9022a1e1562368b2820e7ebb0\nbee4e9f7bc2db345c56f4d7cdf51c120\n574b67307f49ae030b7a91204a1cbcf7\nb07c8222583e0560d330eaa2d87b5749\n910cd7cfa15427dbb89f70db4e11eeb3\n61afa6794d2acff558bc2d4e10de2f59\n949e11529105620cc9c9b636d2719d6e\n4e57d643b56950cc7eef249228f0bb98\n9c2c968dd0fae98e18857afe95e02df4\n6117a49028a2ed4e99af828197d4c35b\n24eecece249fb56ee0fbbfda3383f2d7\nbcae0916964dc97ef4658e320eaac617\n-----END OpenVPN Static key V1-----\n',
        },
        {
          path: 'client.ovpn',
          text: '<tls-auth>\n-----BEGIN OpenVPN Static key V1-----\n2f89155bb568cd1de04282ae8fae6cdb\ne17ef98b62937538b893e802b55dc669\n1e56d58bea379ce00c6329cca40f78a0\n8034ba3a036c9a59a984ddec18801071\n068ad951f59b7c0697e4281823e096ee\n52a3c09cd5a22f3e7ddaab047531ade6\n97f30d28e9637edb18b73a068ba721a5\nb9ae60cd31af006d323a946fff8dfeda\n2d13bce654e13a4291113783a20f9d08\n342853d25055a1ca62aeb3114fe62e0f\nfbeeeb8a27c2af8b7d3253346cb81399\nbd905b78f20e64895b3e99acb3981797\n0c3f7fd1cbe387fd4c6f6ff86232bde2\nc4ea70e8a5ae4fafa19821bd8bce2aad\na4e7fb5f64141439c777b60997339319\n9ad34f7eb0b8da5351a922592cfa5ede\n-----END OpenVPN Static key V1-----\n</tls-auth>\n',
        },
      ],
      clean: [
        {
          path: 'ta.key',
          text: '-----BEGIN OpenVPN Static key V1-----\n(put the key here)\n-----END OpenVPN Static key V1-----\n',
        },
        'It begins with -----BEGIN OpenVPN Static key V1-----.',
      ],
    },
  }),
];
