import { assigned } from '../patterns';
import type { Rule } from '../rule';

const APP_REGISTRATIONS =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade';
const APP_SOURCE =
  'https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials?tabs=client-secret';
const DEVOPS_TOKENS = 'https://dev.azure.com/_usersSettings/tokens';

/** Credentials of Microsoft Entra ID (Azure AD) and Azure DevOps. */
export const azureIdentityRules: readonly Rule[] = [
  {
    id: 'azure-ad-client-secret',
    name: 'Microsoft Entra ID (Azure AD) client secret',
    provider: 'Azure',
    why: 'With the public tenant and application ids, anyone can sign in as this application and use all that it was granted.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Add a new client secret to the app registration, switch to it, and delete this one.',
    revokeUrl: APP_REGISTRATIONS,
    source: APP_SOURCE,
    keywords: ['0q~', '1q~', '2q~', '3q~', '4q~', '5q~', '6q~', '7q~', '8q~', '9q~'],
    reach: { before: 5, after: 44 },
    pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'AZURE_CLIENT_SECRET=ubX8Q~Lxo9fL279ub6uaf9HwpigqcmGWlLE5eetT',
        '"ClientSecret": "BsU7Q~DceWhKf7MrhC_niBmcsv9r5.ZVzHkel"',
      ],
      clean: [
        'AZURE_CLIENT_SECRET=FLd8Q~zao86LAUtlOQdnH44xpV',
        'hash rxwwPDZoFJL47Gz0z4oJ8Q~hwOXamkZGFy3bYMm85QwB3oxbB1r6IAMMp0PkqR0LK7S7SlWSuyJ6Mo0GI8R',
      ],
    },
  },
  {
    id: 'azure-ad-client-secret-legacy',
    name: 'Azure AD client secret of the older form',
    provider: 'Azure',
    why: 'With the public tenant and application ids, anyone can sign in as this application and use all that it was granted.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Add a new client secret to the app registration, switch to it, and delete this one.',
    revokeUrl: APP_REGISTRATIONS,
    source: APP_SOURCE,
    keywords: ['azure', 'aad_', 'aadclient', 'arm_client'],
    pattern: assigned(
      '(?:azure|aad|arm)[_.-]?(?:ad|app)?[_.-]?client[_.-]?secret',
      '(?:[A-Za-z0-9+/]{43}=|(?![A-Za-z0-9_~.]{3}\\dQ~)[A-Za-z0-9_~.\\[\\]@:?*=-]{32,34})',
    ),
    minEntropy: 3.8,
    samples: {
      hit: [
        'AZURE_CLIENT_SECRET=qwkEcWny2y2MwtwIo46EAiavIXfCNOBL7HJGdYBgdTR=',
        'ARM_CLIENT_SECRET="gu81~EDlIZYgSiWo4.fVRLFq0IKBN1SBPi"',
      ],
      clean: [
        'AZURE_CLIENT_SECRET=9d6d5d81-d127-4c5b-97b1-00946993d0c3',
        'ARM_CLIENT_SECRET: $ARM_CLIENT_SECRET',
      ],
    },
  },
  {
    id: 'azure-devops-pat',
    name: 'Azure DevOps personal access token',
    provider: 'Azure',
    why: 'Anyone with it acts as its owner in Azure DevOps: reads and changes code, pipelines and packages.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the user settings of Azure DevOps.',
    revokeUrl: DEVOPS_TOKENS,
    source: 'https://learn.microsoft.com/en-us/purview/sit-defn-azure-devops-personal-access-token',
    keywords: ['azdo'],
    reach: { before: 80, after: 10 },
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])/g,
    samples: {
      hit: [
        'AZURE_DEVOPS_EXT_PAT=3mE2zaqph0rBXZlFC3SYf5UpgQGdj6vfoHwPKDAbDVDGDQLVKYfkJQQJ99UMESAAAAAAJmL4AAASAZDOR74J',
        'https://acme:8bOQHgNNDtvlN7UyNb6cJFuqtzvSabbStC5550vTASb4ZNLqFj4xJQQJ99BCFketT5cuyaGn8idKAZDO4onp@dev.azure.com/acme/_git/site',
      ],
      clean: [
        'rQ8BdLNSL44hU86wCq6GfHGfKWhlKNEqn5mYBDep0XeEYBAjVYQ7wLUYMX2W5PMl5xWgw7AZDOrIOF',
        'q1o80pNNWMFul9ZZighTmTuBEtU5BSzOO9feB7hbJNLsnebvrV3v6r57H4YWNuQFNSEGAoXKl4n7jvMYQ4vA34Y3s2AZDOe5oF',
      ],
    },
  },
  {
    id: 'azure-devops-pat-legacy',
    name: 'Azure DevOps personal access token of the older form',
    provider: 'Azure',
    why: 'Anyone with it acts as its owner in Azure DevOps: reads and changes code, pipelines and packages.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the token in the user settings of Azure DevOps.',
    revokeUrl: DEVOPS_TOKENS,
    source: 'https://learn.microsoft.com/en-us/purview/sit-defn-azure-devops-app-secret',
    keywords: ['devops', 'vsts', 'ado_', 'ado-', 'vss_nuget', 'dev.azure.com', 'visualstudio.com'],
    pattern: assigned('devops|vsts|vss_nuget|(?<![a-z])ado[_-](?:pat|token)', '[a-z2-7]{52}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'AZURE_DEVOPS_PAT=dy6grfx2lsjvncnp65zy7jcmtfhvla7cjkldtek7czkbninm55fw',
        'vstsToken: "egjigxkhr2qjtihux2kukzya3qjiulp3j2wxp56sp7pehy4hdkbm"',
      ],
      clean: [
        'AZURE_DEVOPS_PAT=zjqqs7tsxetirdvm3avzgxvo3shgbygru2lbi5nu',
        'AZURE_DEVOPS_PAT: $(System.AccessToken)',
      ],
    },
  },
];
