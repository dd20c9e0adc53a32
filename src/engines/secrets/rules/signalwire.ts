import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of SignalWire. */
export const signalwireRules: readonly Rule[] = [
  {
    id: 'signalwire-api-token',
    name: 'SignalWire API token',
    provider: 'SignalWire',
    why: "Anyone with it can call and send messages at its owner's cost.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token in the list of API credentials of the space and create a new one.',
    revokeUrl: 'https://my.signalwire.com/',
    source: 'https://developer.signalwire.com/rest/overview/authentication/',
    keywords: ['signalwire'],
    pattern: assigned('signalwire', 'PT[0-9a-f]{40,60}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SIGNALWIRE_TOKEN=PTa5a2504df99e3908e3df3f17e76361e33535e416eb6cbfccc2',
        "const signalwireToken = 'PT0c330473248fc25ce14ef1d6987696a0ddc67a2f5c81a1cbda';",
      ],
      clean: ['SIGNALWIRE_TOKEN=$SIGNALWIRE_TOKEN', 'SIGNALWIRE_TOKEN=PT7f3cffdddf54438d76de670fba785e3a3b9'],
    },
  },
];
