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

/** A signature alone opens nothing: the query that it signs has to stand round it. */
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
        'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=hYQ0utUPWlMHjjBpX6V0vdk+mVOWuGSUYyghaipABur2kwnpjscRWB5q/HJszcrtlnnATv+GfOdW00FgN9xjAq==;EndpointSuffix=core.windows.net',
        'AZURE_STORAGE_KEY="yDKr5EYeIEKDz6RnaqNq9ZsNYrUrs8cAnmdHTK09I34hG+nO+s4KZXLqFr+m+rTMZCEZyKpLWGyNAtoUbHjT3Q=="',
        "storageAccountKey: 'mMhSPLCq5YxPFnpiEg7qCUqfl/PYXlpOrbWtDf3M3yObHh/iPWPvBSr58sW3njh1eWsCfFLe+1hfXNGm5AQnxQ=='",
      ],
      clean: [
        'AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlg7qnbHW3GA7GPoGh1ZR7W8dUMtrjbTWP9cIw7Yg0gVbRzMCfFpJD3xRVrYtg8zQMdjy2vD==',
        'AccountKey=oWf/uoaqV6GkhpnzmE8s9A39LttdM3e+PZEI3wjBjGC1wmZJDcg5Nxcsr2QYapFw==',
        'AZURE_STORAGE_KEY=$(az storage account keys list)',
        'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=vPY1NfuoJvIQ1WcynOBo6m59LeroEhsPKoNdSLOswKUTJ5VQYjs1rZnUpZKwwVAiMCOztunZ1juelbPgIGRg8p==;',
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
        'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=7xWhOqTLj26XtigxIZcI5Rh8itBcPO0jqdTPOSfiV4D48GYFfxxUhPpb2puBj43jixJxcgCmKriN9YxOUZhy1u==;',
        'COSMOS_DB_KEY=bYeJoKn1LDUszz7tZJdvhL7naCs9jh2UJpSHMuJ3LBBGRV0HXFleerFBngYXpgRWYpRetQg5SF8ydspPAdJOs8==',
      ],
      clean: [
        'AccountEndpoint=https://localhost:8081/;AccountKey=C2y6yDjf5/R+ob0NNaqdEvIUZOdbonsm6mYA14G56infZCKeqhWEkKNnGF830oygPeT3YA8DgW0QtCvF9XK/QW==',
        'COSMOS_DB_KEY=$COSMOS_DB_KEY',
      ],
    },
  },
  {
    id: 'azure-sas-signature',
    name: 'Azure shared access signature',
    provider: 'Azure',
    why: 'Until it expires, anyone with the address can do what the signature permits: read or write files, or start a workflow.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the key that it was signed with, or remove the stored access policy that it names.',
    revokeUrl: STORAGE_PORTAL,
    source: 'https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas',
    keywords: ['sig='],
    reach: { before: 6, after: 120 },
    pattern:
      /(?<=[?&;]|^|["'])sig=(?<secret>(?:[A-Za-z0-9+/_-]|%2[BbFf]){43}(?:=|%3[Dd])?)(?![A-Za-z0-9%+/_-])/gm,
    minEntropy: 3.8,
    check: judgeSignature,
    samples: {
      hit: [
        'https://acme.blob.core.windows.net/backups?sv=2023-11-03&sp=rl&se=2030-01-01T00:00:00Z&sr=c&sig=k7bm84Nnxl8vcnl7nvHc8GGw8uAOTI%2BD8KQdZRinYzf%3D',
        'SAS_TOKEN="?sv=2022-11-02&ss=b&srt=sco&sp=rwdl&se=2031-05-05T00%3A00%3A00Z&sig=sEZH7SXjqigbddzZFWnO%2Fkyo30AIHoBLYiaP1l4uPbQ%3D"',
        'https://prod-12.westeurope.logic.azure.com/workflows/b2d72336c306e08532219aced6ab48ba/triggers/manual/paths/invoke?sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=Gsq1HkJ8vskc3BMyhEIWgT4aMZVzp9EDLssmP8RqF1Q',
      ],
      clean: [
        'https://example.com/?page=2&sig=1HcBDBgCVPMRu2394TAMsWoDyJDKJd4CpPxHI7287nb',
        'https://acme.blob.core.windows.net/c?sv=2023-11-03&sr=c&sig=gOtHjlmh8kJmbbQDyhP3',
        'config = f"...&sig={signature}"',
      ],
    },
  },
];
