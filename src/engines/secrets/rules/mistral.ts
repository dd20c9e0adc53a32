import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Mistral AI. */
export const mistralRules: readonly Rule[] = [
  {
    id: 'mistral-api-key',
    name: 'Mistral AI API key',
    provider: 'Mistral AI',
    why: "Anyone with it can use the models on the account's bill.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the console of Mistral AI.',
    revokeUrl: 'https://console.mistral.ai/api-keys',
    source: 'https://docs.mistral.ai/getting-started/quickstart/',
    keywords: ['mistral'],
    pattern: assigned('mistral(?:ai)?[\\w.-]{0,20}(?:key|token|secret)', '[A-Za-z0-9]{32}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'MISTRAL_API_KEY=x5WgEeSQ0tV3i3nG1XCUEyyFYsIGec3O',
        'client = Mistral(api_key=os.environ["X"])\nmistral_api_key = "7YnPYrfsiETDICXaxF1Adiijao92n4v9"',
      ],
      clean: [
        'MISTRAL_API_KEY=cv9uyMc1haO5cCKx',
        'MISTRAL_MODEL_HASH=bCLhbxTm2uYSZFH36DjJgjkEZGI3Hzda',
        'MISTRAL_API_KEY=$MISTRAL',
      ],
    },
  },
];
