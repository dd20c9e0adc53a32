import type { Rule } from '../rule';

/** Keys of NuGet. */
export const nugetRules: readonly Rule[] = [
  {
    id: 'nuget-api-key',
    name: 'NuGet API key',
    provider: 'NuGet',
    why: "Anyone with it can push packages in the owner's name.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page.',
    revokeUrl: 'https://www.nuget.org/account/apikeys',
    source: 'https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package#create-an-api-key',
    keywords: ['oy2'],
    pattern: /(?<![A-Za-z0-9+/_-])oy2[a-z0-9]{43}(?![A-Za-z0-9+/=_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'NUGET_API_KEY=oy2fky0ltxtaemg1apd946tmexgd9b5eycz443nrmbd1l0',
        'dotnet nuget push App.1.0.0.nupkg --api-key oy29nrqukv1w4lfnw43lj8pfqjjr1f5367evaewp8ukfab --source https://api.nuget.org/v3/index.json',
      ],
      clean: [
        'NUGET_API_KEY=oy2tsthb8k3l041zwm98bqc',
        'boy209q9mlc1h705goihty97thjr4omcvdukd0ug9edr0ts',
        'data: aoy2ubmyqbbdh6v6y03ag9r8wv0c0wrwazwl3dth0q1c47c2wwenejs28rkrdmaw',
      ],
    },
  },
];
