import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of RunPod. */
export const runpodRules: readonly Rule[] = [
  {
    id: 'runpod-api-key',
    name: 'RunPod API key',
    provider: 'RunPod',
    why: "Anyone with it can start machines at its owner's cost and reach those that run.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the settings and create a new one.',
    revokeUrl: 'https://console.runpod.io/user/settings',
    source: 'https://docs.runpod.io/get-started/api-keys',
    keywords: ['rpa_'],
    pattern: /(?<!\w)rpa_[0-9A-Za-z]{40,60}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'RUNPOD_API_KEY=rpa_U4PNRVDXPSKY533AO6YUJV76S1D4XBUNSCBVMJVS7v2ohh',
        'runpod_api_key = "rpa_MF8WL6HN0QA6Z7Q3OJHTWKZFOQPAJMG02E4FFW82pp0fp2"',
      ],
      clean: ['RUNPOD_API_KEY=$RUNPOD_API_KEY', 'RUNPOD_API_KEY=rpa_XZ7R60WYID6G69HQUGM1YDFHUY5VOF4VVL'],
    },
  },
];
