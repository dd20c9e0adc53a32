import { assigned } from '../patterns';
import type { Rule } from '../rule';

const ACCOUNTS = 'https://portal.azure.com/#browse/Microsoft.CognitiveServices%2Faccounts';
const SOURCE = 'https://learn.microsoft.com/en-us/azure/ai-services/authentication';

/** Keys of Azure’s AI services and of its search; azureSignedKeys.ts covers those of 84 characters. */
export const azureAiRules: readonly Rule[] = [
  {
    id: 'azure-cognitive-services-key',
    name: 'Azure AI services key',
    provider: 'Azure',
    why: 'Anyone with it can use the AI service, such as OpenAI, Speech or Translator, at its owner’s cost.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Regenerate this key of the resource, once everything that uses it has switched to the other key.',
    revokeUrl: ACCOUNTS,
    source: SOURCE,
    keywords: [
      'ocp-apim',
      'cognitive',
      'speech',
      'translator',
      'azure',
      'recognizer',
      'text_analytics',
      'textanalytics',
      'bing_',
    ],
    pattern: assigned(
      'ocp-apim-subscription|cognitive[_.-]?(?:services?)?|speech|translator|azure[_.-]?(?:openai|search|ai|vision|maps)|form[_.-]?recognizer|text[_.-]?analytics|bing[_.-]search',
      '[0-9a-f]{32}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        '-H "Ocp-Apim-Subscription-Key: b14acc52f306a2b40c188a54d8f49799"',
        'AZURE_OPENAI_API_KEY=d9e9b396593edfb2ab024f4761fa787e',
        'speechKey: "832bc0a3afac61bdd63996214ab74cfc"',
      ],
      clean: [
        '-H "Ocp-Apim-Subscription-Key: $KEY"',
        'AZURE_OPENAI_API_KEY=50f9233474be40c4da5ea576c7eacc58078ff6ae',
        'azure_tenant: c7083d46d981828c02b6892f1ebb0c1a',
      ],
    },
  },
  {
    id: 'azure-cognitive-services-key-by-endpoint',
    name: 'Azure AI services key beside its endpoint',
    provider: 'Azure',
    why: 'Anyone with it can use the AI service that is named beside it, at its owner’s cost.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Regenerate this key of the resource, once everything that uses it has switched to the other key.',
    revokeUrl: ACCOUNTS,
    source: SOURCE,
    keywords: [
      'openai.azure.com',
      'cognitiveservices.azure.com',
      'api.cognitive.microsoft.com',
      'search.windows.net',
    ],
    reach: { before: 300, after: 300 },
    pattern: assigned('(?<![A-Za-z])(?:api|subscription|admin)?[_-]?key', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'AzureOpenAI(\n  api_key="8d5fc0bb037f5de5b25f2324adc268e4",\n  azure_endpoint="https://acme.openai.azure.com/",\n)',
        'endpoint = "https://acme.cognitiveservices.azure.com/"\nkey = "6e650c7e39d91f74441f2497388b3414"\n',
      ],
      clean: [
        'api_key="15eaadee02dd2c940be60b7996c2718e"',
        'endpoint = "https://acme.openai.azure.com/"\netag = "9c8d02cbbfea06a345a16520194e6234"\n',
      ],
    },
  },
];
