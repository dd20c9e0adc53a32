import type { Rule } from '../rule';

const PORTAL = 'https://portal.azure.com/#browse/all';
const SOURCE =
  'https://github.com/microsoft/security-utilities/blob/main/docs/CommonAnnotatedSecurityKeys.md';

/** Keys of Azure with their service's signature at a fixed position, under any name. */
export const azureSignedKeysRules: readonly Rule[] = [
  {
    id: 'azure-identifiable-key',
    name: 'Azure service key',
    provider: 'Azure',
    why: 'Anyone with it has the data of one Azure service: storage, Batch, Cosmos DB, Service Bus, Functions, Search, a registry.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Regenerate this key of the resource, once everything that uses it has switched to the other key.',
    revokeUrl: PORTAL,
    source: SOURCE,
    keywords: [
      '+ast',
      '+aba',
      'acdb',
      'apim',
      '+asb',
      '+aeh',
      '+arm',
      'aiot',
      'azca',
      'azeg',
      'azse',
      '+acr',
      'azfu',
    ],
    reach: { before: 80, after: 16 },
    pattern:
      /(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/]{76}(?:\+ASt|\+ABa|ACDb|APIM)[A-Za-z0-9+/]{6}==|[A-Za-z0-9+/]{33}(?:\+ASb|\+AEh|\+ARm|AIoT|AzCa|AZEG)[A-Za-z0-9+/]{6}=|[A-Za-z0-9+/]{42}(?:AzSe|\+ACR)[A-Za-z0-9+/]{6}|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{6}==)(?![A-Za-z0-9+/=_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'AccountKey=rpRS2bdmT3QSLIQKXByG3dZMfiAMtInEWNInGM9Dft4IRd16TkjhY4NGlFpqHQNxTh3t5Hln4Lsg+AStIiFVLw==;EndpointSuffix=core.windows.net',
        'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=y75hGJnIvZvpRNeoIOoZIps6h3jsp8QSd+ASbzHpruP=',
        'docker login acme.azurecr.io -u acme -p YSlKsyk22jli7k72zWCILj+cqNJpyc4OhasZn3H0Ki+ACRBIdpaV',
        'x-functions-key: BOg-HAHeZpWfQjxm7ckvISQIXCIpEb55UzUbgE3ziUhdAzFusHGuIA==',
        'AZURE_SEARCH_KEY=TBuI6Gr7zKZddxLJCyTrug7DOUDRHdNfQW0fJvp5ScAzSeW05V8F',
      ],
      clean: [
        'KzpzFIx3BMm8kqJTk0/h/Ce8nc7gu3QRx+mPDdw0o/RAkbT1lTwXqzx62RNk+AStsZ9q7X==',
        'y5ul6h4lA3v4vGZDx6bXsKR218jm052xsmyrlbIW7UKOd5yYfPpfEZawCTOw7MnPW6lWMssQpRNXjwGeAzSeiSG03c',
        'data:image/png;base64,lksWZtA/0r+Yij7gnKY8wpKpbI2SnMybN/wjQvK6ezJZlNN3Czhz8pU2NXzUZMOOlNkhBJTkQFjrZLcFr/GUC3Poqm+ASbxW23WE=',
      ],
    },
  },
  {
    id: 'azure-annotated-key',
    name: 'Azure resource key of 84 characters',
    provider: 'Azure',
    why: 'Anyone with it can use the resource that it was made for, such as Azure OpenAI, at its owner’s cost.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Regenerate this key of the resource, once everything that uses it has switched to the other key.',
    revokeUrl: PORTAL,
    source: SOURCE,
    keywords: ['jqqj9'],
    reach: { before: 56, after: 34 },
    pattern:
      /(?<![A-Za-z0-9+/_-])[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{18}(?!AZDO)[A-Za-z0-9]{8}(?![A-Za-z0-9+/_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'AZURE_OPENAI_API_KEY=9FmEsEi1TOjhypOSC6vRBtjv2f1h0WwxsBOY2gmdXZnc0CFAikSbJQQJ99BErVYnxJEGvIrByNgvACOGJJS3',
        'AccessKey=JoVnubVvZL5SeaukNspBAZkPrJ4REmmjDUjViujs3hBr5kUrRPlLJQQJ99BAJodZ4wKlKhMNeyoBAWPSjsr8;Version=1.0;',
      ],
      clean: [
        'xEED4hFvwtgK6SID7PiAdEUksItOOrs5tcf812PC4rAGOOwSQQPgJQQJ99BCgfNw7UDMzu41OEFQAZDO4VTv',
        'ZtZCZ8bjOTaHqFvWwxQS7fMRuv6TT3dkZhMwAV15JQQJ99I9bIl21yWyxsSXX3thIJxZIl6Q',
      ],
    },
  },
];
