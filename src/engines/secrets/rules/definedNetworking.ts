import type { Rule } from '../rule';

/** Defined Networking, managed Nebula. */
export const definedNetworkingRules: readonly Rule[] = [
  {
    id: 'defined-networking-api-token',
    name: 'Defined Networking API key',
    provider: 'Defined Networking',
    why: 'Anyone with it can, within its scopes, add hosts of their own to the private network.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the API key in the admin panel.',
    revokeUrl: 'https://admin.defined.net/settings/api-keys',
    source: 'https://docs.defined.net/guides/automating-host-creation/',
    keywords: ['dnkey-'],
    pattern: /(?<![A-Za-z0-9_-])dnkey-[A-Z0-9]{26}-[A-Z0-9]{52}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'DEFINED_NET_TOKEN=dnkey-RA243MV6DCEPSTAYSXUVHJTQVS-IAW5JXYPNOXKWJNSWU2XKDBR3LNSGPQ4N6W5HXHNDX7JZ7MUGNR4',
        "-H 'Authorization: Bearer dnkey-XNSSNZML4X5CWSFICCCQGUBBN3-GKXBRALDH24KHR3W6M7DROHPZYVTIALDH2UYIO4EVF5ZUOI4BTVX'",
      ],
      clean: [
        'DEFINED_NET_TOKEN=dnkey-SUUI4AKGQ7IOUYLDHBBUHLU6LJ',
        'adnkey-YBIAWEXSGYAFTE3BUCFTL76KVI-QSVGC56IA3G2JIV4WU4FV7W6GGLCAPQZNRNJIPPI7AA4DTAUO6I6',
      ],
    },
  },
];
