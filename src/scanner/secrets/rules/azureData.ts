import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** 64 bytes without a service's signature, which azureSignedKeys.ts looks for. */
const UNSIGNED_KEY = '(?![A-Za-z0-9+/]{76}(?:\\+ASt|\\+ABa|ACDb|APIM))[A-Za-z0-9+/]{86}==';

/** Beginnings of the keys that the storage and Cosmos DB emulators are documented to have, the same everywhere. */
const EMULATOR_KEYS = ['Eby8vdM02xNOcqFl', 'C2y6yDjf5/R+ob0N'];
const isEmulatorKey = (key: string): boolean => EMULATOR_KEYS.some((beginning) => key.startsWith(beginning));

const ofCosmos = (text: string, start: number): boolean =>
  /documents\.azure\.com|cosmos|documentdb/i.test(text.slice(Math.max(0, start - 160), start));

const judgeStorageKey: Check = ({ secret, text, start }) =>
  isEmulatorKey(secret) || ofCosmos(text, start) ? 'no' : undefined;

const judgeCosmosKey: Check = ({ secret, text, start }) =>
  isEmulatorKey(secret) || !ofCosmos(text, start) ? 'no' : undefined;

const ADDRESS_END = /[\s"'`<>]/;

/** A signature alone opens nothing: the query that it signs has to stand round it. Those of workflows are another rule’s. */
const judgeSignature: Check = ({ text, start, end }) => {
  const before =
    text
      .slice(Math.max(0, start - 600), start)
      .split(ADDRESS_END)
      .at(-1) ?? '';
  const behind = text.slice(end, end + 300).split(ADDRESS_END, 1)[0] ?? '';
  if (/logic\.azure\.com|powerplatform\.com/i.test(before)) return 'no';
  return /(?:^|[?&;])(?:sv|se|sr)=[\w%.:-]/.test(before + behind) ? undefined : 'no';
};

const STORAGE_PORTAL = 'https://portal.azure.com/#browse/Microsoft.Storage%2FStorageAccounts';

/** Keys to data in Azure: storage accounts, shared access signatures, Cosmos DB. */
export const azureDataRules: readonly Rule[] = [
  {
    id: 'azure-storage-account-key',
    name: 'Azure storage account key',
    provider: 'Azure',
    why: 'Anyone with it can read, change and delete every blob, file, queue and table of the storage account.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Rotate this key of the storage account, after what uses it has moved to the other key.',
    revokeUrl: STORAGE_PORTAL,
    source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
    keywords: [
      'accountkey',
      'account_key',
      'account-key',
      'storage_key',
      'storagekey',
      'azure_storage',
      'storage_access',
    ],
    pattern: assigned('account[_-]?key|storage[_-]?(?:account[_-]?|access[_-]?){0,2}key', UNSIGNED_KEY),
    minEntropy: 4.5,
    check: judgeStorageKey,
    samples: {
      hit: [
        'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=yEXSMpMpPVVLAdzSJoxCMdzqMJvGC5rv2RbWts/bRM0NiwDoT8N7NH2h3CmV80v4Ccxk4sSstyl60tcoDJjlAW==;EndpointSuffix=core.windows.net',
        'AZURE_STORAGE_KEY="SljM+JHsvtZ9Tg08GY1Z61j/vImqsSWSOhNJzdS9OxQjWWwpsUDEwgVq2Bn386OKTs2Cqzxnjh/Si4LHX4GvGt=="',
        "storageAccountKey: 'GXqS7NbA7Qf2719MizfM7STwg74oMTeuj8mOJJ4fqzuLM1VKwQZqtGjhXA6RXJ6GeKRq2OCBlL09OJmj07It31=='",
      ],
      clean: [
        'AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlxmUXYnp8wANdmt3vEYzIxPH5gZUcdM991py/4uvafWD41ySxgycbEIsS632NqQWe8GeWE0==',
        'AccountKey=QJGNTtOrBD1/nM72kH0IzMska8KpdFiwmYhQGQ5aHz8yaqC36pE4kdWXbU/pF+Nz==',
        'AZURE_STORAGE_KEY=$(az storage account keys list)',
        'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=qlSJIiqi8XWIXk3moOdVyytuI6K6cYCVETQz6gI7fzhS102LiOKzzwclBeWp4xz2lcOk2WJo3n6ijQ7IwmATbH==;',
      ],
    },
  },
  {
    id: 'azure-cosmos-db-key',
    name: 'Azure Cosmos DB key',
    provider: 'Azure',
    why: 'Anyone with it can read, change and delete every database of the Cosmos DB account.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate this key of the Cosmos DB account, after what uses it has moved to the other key.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.DocumentDb%2FdatabaseAccounts',
    source: 'https://learn.microsoft.com/en-us/azure/cosmos-db/secure-access-to-data',
    keywords: ['documents.azure.com', 'cosmos', 'documentdb'],
    reach: { before: 40, after: 300 },
    pattern: assigned('account[_-]?key|(?:cosmos|documentdb)[\\w.\\-]{0,20}key', UNSIGNED_KEY),
    minEntropy: 4.5,
    check: judgeCosmosKey,
    samples: {
      hit: [
        'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=ffTbdE3I4ObUVKdcaXsuQceCOhMZQUBS8w9q75d4pp1q84hQEomofbe/bS5UohDUKDwtjhVoCwUKwV6zfofes5==;',
        'COSMOS_DB_KEY=3/ZR8dRcK3YLHsdiKFVb19fqWfH49TLTTBN8sa8m57e6t29+VRQ7RPJEJX4JER0xWSNuias+S7xlvo6muQCDLO==',
      ],
      clean: [
        'AccountEndpoint=https://localhost:8081/;AccountKey=C2y6yDjf5/R+ob0NAKd96JQ5T7Zu+f463EnCWw5b0GFUmRl6x2M7mFkA+YpNna5bOm4cX8uJkipAI9zAUoLu2L==',
        'COSMOS_DB_KEY=$COSMOS_DB_KEY',
      ],
    },
  },
  {
    id: 'azure-sas-signature',
    name: 'Azure shared access signature',
    provider: 'Azure',
    why: 'Until it expires, anyone with the address can do what the signature permits, such as reading or writing files.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the key that it was signed with, or remove the stored access policy that it names.',
    revokeUrl: STORAGE_PORTAL,
    source: 'https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas',
    keywords: ['sig='],
    reach: { before: 6, after: 200 },
    pattern:
      /(?<=[?&;]|^|["'])sig=(?<secret>(?:[A-Za-z0-9+/_-]|%2[BbFf]){43}(?:=|%3[Dd])?)(?![A-Za-z0-9%+/_-])/gm,
    minEntropy: 3.8,
    check: judgeSignature,
    samples: {
      hit: [
        'https://acme.blob.core.windows.net/backups?sv=2023-11-03&sp=rl&se=2030-01-01T00:00:00Z&sr=c&sig=dxmcMGcE2IpUHx8WyOAsbo3VJBvsiS%2BPxoRIIH3Rkv3%3D',
        'SAS_TOKEN="?sv=2022-11-02&ss=b&srt=sco&sp=rwdl&se=2031-05-05T00%3A00%3A00Z&sig=ZNj32DX85UFmcUo9ECSs%2F9t5LPDxwRaGpv4YBhaNwWj%3D"',
      ],
      clean: [
        'https://example.com/?page=2&sig=pkVbrBkSpCEKIYskJ8oeGKZVB1lGtyryjJh8l5VVZfK',
        'https://acme.blob.core.windows.net/c?sv=2023-11-03&sr=c&sig=36D8KObOr6yOVoS5h9r0',
        'config = f"...&sig={signature}"',
        'https://prod-12.westeurope.logic.azure.com/workflows/0010bccfe5f175c298226c928186cadb/triggers/manual/paths/invoke?sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=2TsuIIH72F0hNh0Kh-h9G0HDnMGUBIcLIxj2EgUoL8G',
      ],
    },
  },
];
