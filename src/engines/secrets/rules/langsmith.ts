import type { Rule } from '../rule';

/** Keys of LangSmith. */
export const langsmithRules: readonly Rule[] = [
  {
    id: 'langsmith-api-key',
    name: 'LangSmith API key',
    provider: 'LangSmith',
    why: 'Anyone with it can read the traces, prompts and data sets of the workspace, and write more.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the settings of LangSmith, API keys.',
    revokeUrl: 'https://smith.langchain.com/settings/apikeys',
    source: 'https://docs.langchain.com/langsmith/create-account-api-key',
    keywords: ['lsv2_'],
    pattern: /(?<![A-Za-z0-9_])lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}(?![A-Za-z0-9_])/g,
    samples: {
      hit: [
        'LANGSMITH_API_KEY=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',
        'client = Client(api_key="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")',
      ],
      clean: [
        'LANGSMITH_API_KEY=lsv2_pt_69b6c141d06cd28a70f58b8bfcb98d63',
        'LANGSMITH_API_KEY=lsv2_xx_d53bf3d3812c431cfa52f08a01d162ae_da33ff93c1',
        'LANGSMITH_API_KEY="lsv2_pt_..."',
      ],
    },
  },
  {
    id: 'langsmith-legacy-api-key',
    name: 'LangSmith API key of the first version',
    provider: 'LangSmith',
    why: 'Anyone with it could read the traces of the workspace; keys of this version have been replaced.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key in the settings of LangSmith, API keys.',
    revokeUrl: 'https://smith.langchain.com/settings/apikeys',
    source: 'https://docs.langchain.com/langsmith/create-account-api-key',
    keywords: ['ls__'],
    pattern: /(?<![A-Za-z0-9_])ls__[0-9a-f]{32}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'LANGCHAIN_API_KEY=ls__4205440abbea995679339d09eff362a4',
        'os.environ["LANGCHAIN_API_KEY"] = "ls__b140dfed445b522e62a02653dc999e44"',
      ],
      clean: ['LANGCHAIN_API_KEY=ls__3803563eb0d23261', 'tools__e1e94ccaacfa60828666639c3621787b'],
    },
  },
];
