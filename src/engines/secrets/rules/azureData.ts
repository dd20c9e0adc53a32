import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** 64 bytes without a service's signature, which azureSignedKeys.ts covers. */
const UNSIGNED_KEY = '(?![A-Za-z0-9+/]{76}(?:\\+ASt|\\+ABa|ACDb|APIM))[A-Za-z0-9+/]{86}==';

/** Beginnings of the documented, public keys of the storage and Cosmos DB emulators. */
const EMULATOR_KEYS = ['Eby8vdM02xNOcqFl', 'C2y6yDjf5/R+ob0N'];
const isEmulatorKey = (key: string): boolean => EMULATOR_KEYS.some((beginning) => key.startsWith(beginning));

const ofCosmos = (text: string, start: number): boolean =>
  /documents\.azure\.com|cosmos|documentdb/i.test(text.slice(Math.max(0, start - 160), start));

const judgeStorageKey: Check = ({ secret, text, start }) =>
  isEmulatorKey(secret) || ofCosmos(text, start) ? 'no' : undefined;

const judgeCosmosKey: Check = ({ secret, text, start }) =>
  isEmulatorKey(secret) || !ofCosmos(text, start) ? 'no' : undefined;

const ADDRESS_END = /[\s"'`<>]/;

/** A signature alone gives no access: the query that it signs must be around it. */
const judgeSignature: Check = ({ text, start, end }) => {
  const before =
    text
      .slice(Math.max(0, start - 600), start)
      .split(ADDRESS_END)
      .at(-1) ?? '';
  const behind = text.slice(end, end + 300).split(ADDRESS_END, 1)[0] ?? '';
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
    revoke:
      'Rotate this key of the storage account, once everything that uses it has switched to the other key.',
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
        'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=mZAcTqhvYAnpOESQOcIVFR6L4ghMHiQ5ScnVBjVCUtcJqJWRC/dPLq6PvVp+WGuMaKOqCop3syP/MGi5k0M0u2==;EndpointSuffix=core.windows.net',
        'AZURE_STORAGE_KEY="j1GtK4MOYu1KvbNQw54ewzHABQNiVwAfj0pqH+g6UfVodqg7KULebg+9NbMLFG41g7VptlSiL7b6rkYVY9Tv+H=="',
        "storageAccountKey: 'j4tGaXfG4UR63tJ0ajxFu0NpDWZz9NIDM1GR4kAWx/xvAtL4xhRtcReZacyjd2PjHmOjr7X/eCv/8l57s82RLc=='",
      ],
      clean: [
        'AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlu++1CwqRX0nylBsqM4ISAgWOSYETiMEz2cA3dE3POvVBc2vldocfivQJB9R1juPL2Y0Hyd==',
        'AccountKey=q/1ThEhLraKD4XVG6SMI6GGcGK6LAMILZjmC8wFaIQu2510GaISGHJKtkz5bJxbz==',
        'AZURE_STORAGE_KEY=$(az storage account keys list)',
        'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=qhmyqDSJm7ufG2aXbfS2Nn33y+kICPELGHZWjOTOhbr2wzDVdrA7EysNEnYI758W4Wjegc0+OKlxN06OvEmaw6==;',
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
    revoke:
      'Regenerate this key of the Cosmos DB account, once everything that uses it has switched to the other key.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.DocumentDb%2FdatabaseAccounts',
    source: 'https://learn.microsoft.com/en-us/azure/cosmos-db/secure-access-to-data',
    keywords: ['documents.azure.com', 'cosmos', 'documentdb'],
    reach: { before: 40, after: 300 },
    pattern: assigned('account[_-]?key|(?:cosmos|documentdb)[\\w.\\-]{0,20}key', UNSIGNED_KEY),
    minEntropy: 4.5,
    check: judgeCosmosKey,
    samples: {
      hit: [
        'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=EPmTSAHK7SegBpVKmWvgqtFx71ig+TdIf9MJPMDsRsSeEesUdj2gIdR/HHE1Ywkuic6hrBsp33hZ96ne3VR5Cx==;',
        'COSMOS_DB_KEY=FUx3kNskJPtL0Ylt+MkTP1PI4bEcwdYP2m7RFMYpU8lwzP2kkqDokC9gNCjzhsLPld6XUcOVJNL/x6idD/hUs0==',
      ],
      clean: [
        'AccountEndpoint=https://localhost:8081/;AccountKey=C2y6yDjf5/R+ob0NQAki/HuWUMKP9+ObeCgowo00AhuWGljpPKPV7UW+LgwwrcruI7DxeEEsmxKLqltmwzMUKn==',
        'COSMOS_DB_KEY=$COSMOS_DB_KEY',
      ],
    },
  },
  {
    id: 'azure-sas-signature',
    name: 'Azure shared access signature',
    provider: 'Azure',
    why: 'Until it expires, anyone with the address can do what the signature permits, such as reading or writing files or starting a workflow.',
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
        'https://acme.blob.core.windows.net/backups?sv=2023-11-03&sp=rl&se=2030-01-01T00:00:00Z&sr=c&sig=RbInrg1FU05Lcbu2AWw9U9TM1q9liI%2Bs2ONHQh7X3Vh%3D',
        'SAS_TOKEN="?sv=2022-11-02&ss=b&srt=sco&sp=rwdl&se=2031-05-05T00%3A00%3A00Z&sig=4HxrfkLB3ohjKd6DCTcf%2FcaOed6N5eAIImHufN5E2nb%3D"',
        'https://prod-12.westeurope.logic.azure.com/workflows/924a8f64c40d66891b8a2524ca19f614/triggers/manual/paths/invoke?sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=t733hnoeKS372zxMo9uaQ0lb4pJ0uf2JzchoLiUkvbe',
      ],
      clean: [
        'https://example.com/?page=2&sig=QGnckiscqW26ZqbDJUAoceOmfl66ww5OQzB6Pu48h1n',
        'https://acme.blob.core.windows.net/c?sv=2023-11-03&sr=c&sig=0JnaIz4YVg6BW3sVyyMz',
        'config = f"...&sig={signature}"',
      ],
    },
  },
];
