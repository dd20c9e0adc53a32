import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** 32 bytes without a service's signature, which azureSignedKeys.ts covers. */
const UNSIGNED_KEY = '(?![A-Za-z0-9+/]{33}(?:\\+ASb|\\+AEh|\\+ARm|AIoT|AzCa|AZEG))[A-Za-z0-9+/]{43}=';

/** Keys of single services of Azure without a distinctive form. */
export const azureKeysRules: readonly Rule[] = [
  {
    id: 'azure-shared-access-key',
    name: 'Azure Service Bus, Event Hubs or IoT Hub key',
    provider: 'Azure',
    why: 'Anyone with it can send and receive messages as its policy permits, often for the whole namespace.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate this key of the shared access policy.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.ServiceBus%2Fnamespaces',
    source: 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas',
    keywords: ['sharedaccesskey', 'shared_access_key'],
    pattern: assigned('shared_?access_?key', UNSIGNED_KEY),
    minEntropy: 4,
    samples: {
      hit: [
        'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=EtNTXoYPA2eh2xUSldOHlkqK7Q0Jiiaj01ZZzFSkK+S=',
        'HostName=acme.azure-devices.net;DeviceId=pump;SharedAccessKey=oYI2k8XfuIPsiVH6xR03+7OHdRmlWxdzkjeV23zscvV=',
      ],
      clean: [
        'SharedAccessKey=YkHMgCAcCnFUg+NW4Q0j3g+/KG+o6A8hG+ASb1OLHmS=',
        'SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=<key>',
      ],
    },
  },
  {
    id: 'azure-functions-key',
    name: 'Azure Functions access key',
    provider: 'Azure',
    why: 'Anyone with it can call the function, or, with a host key, every function of the app.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Renew the key in the function app.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.Web%2Fsites',
    source: 'https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to',
    keywords: ['azurewebsites.net/api', 'x-functions-key'],
    reach: { before: 2, after: 320 },
    pattern:
      /(?:azurewebsites\.net\/api\/[^\s"'`?]{1,100}\?(?:[^\s"'`]{1,60}&)?code=|x-functions-key["']?[\t ]{0,4}[:=,][\t ]{0,4}["']?)(?<secret>(?![A-Za-z0-9_-]{44}AzFu)[A-Za-z0-9_%/+-]{50,88}={0,2})(?![A-Za-z0-9_%/+=-])/gi,
    minEntropy: 4,
    samples: {
      hit: [
        'https://acme.azurewebsites.net/api/orders?code=R6oCRtt51v0mIGk2O9FriVZscgPdnBAlBbcRE1mYbIBdvArTnHqo%3D%3D',
        'x-functions-key: 4jePAMFZMRV/+w+MeOidkzh3LGprh0/TJMAEht1DA1YYD+dXPxqrtX==',
      ],
      clean: [
        'https://acme.azurewebsites.net/api/orders?code=<key>',
        'x-functions-key: 9RKYpP4LzBH2cJOQlnnk',
      ],
    },
  },
  {
    id: 'azure-app-configuration-key',
    name: 'Azure App Configuration connection string',
    provider: 'Azure',
    why: 'Anyone with it can read, and with a read-write key change, the settings of every app that uses the store.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate this access key of the configuration store.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.AppConfiguration%2FconfigurationStores',
    source:
      'https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-disable-access-key-authentication',
    keywords: ['azconfig.io'],
    reach: { before: 80, after: 260 },
    pattern:
      /https:\/\/[A-Za-z0-9-]{1,63}\.azconfig\.io;Id=[^;\s"']{4,80};Secret=(?<secret>(?![A-Za-z0-9]{52}JQQJ9)[A-Za-z0-9+/]{40,90}={0,2})(?![A-Za-z0-9+/=])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'Endpoint=https://acme.azconfig.io;Id=csuf-l0-s0:Ea4LtQBzKr3s6jIN2VCT;Secret=MrllT7vknuMAT6Oi878bR5SuvkVoxQOA5dJ1Z1RdPXT=',
        '"AppConfig": "Endpoint=https://acme-dev.azconfig.io;Id=O9YH;Secret=KAKuGn9/6+NlIqIbevTVqsEGHzcl04AzaqE1JqPADWW="',
      ],
      clean: ['Endpoint=https://acme.azconfig.io;Id=abcd;Secret=<secret>', 'https://acme.azconfig.io'],
    },
  },
  {
    id: 'azure-signalr-key',
    name: 'Azure SignalR or Web PubSub key',
    provider: 'Azure',
    why: 'Anyone with it can read and send messages to every client of the service.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate this key of the service.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.SignalRService%2FSignalR',
    source: 'https://learn.microsoft.com/en-us/azure/azure-signalr/concept-connection-string',
    keywords: ['service.signalr.net', 'webpubsub.azure.com'],
    pattern:
      /(?:service\.signalr\.net|webpubsub\.azure\.com)\/?;AccessKey=(?<secret>[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/gi,
    minEntropy: 4,
    samples: {
      hit: [
        'Endpoint=https://acme.service.signalr.net;AccessKey=RYg9ye2lLYgGm+Z+LkLhPR4NX4Ywy8uVvSgmNMWrcvk=;Version=1.0;',
        'Endpoint=https://acme.webpubsub.azure.com;AccessKey=TAh0cSkiR5Aq/S8sGUWxLJFWH+duaNFAqpZ2MN3LKWQ=;Version=1.0;',
      ],
      clean: [
        'Endpoint=https://acme.service.signalr.net;AuthType=azure.msi;Version=1.0;',
        'Endpoint=https://acme.service.signalr.net;AccessKey=<key>;',
      ],
    },
  },
  {
    id: 'azure-container-registry-password',
    name: 'Azure Container Registry password',
    provider: 'Azure',
    why: 'Anyone with it can pull and push images as the registry’s admin user.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the password of the registry’s admin user.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.ContainerRegistry%2Fregistries',
    source: 'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-authentication',
    keywords: ['acr_', 'acr-', 'acrpass', 'azurecr', 'azure_container'],
    pattern: assigned(
      '(?:(?<![a-z])acr|azurecr|azure_container_registry)[_.-]?(?:admin[_.-]?)?pass',
      '[A-Za-z0-9+/=]{32}',
    ),
    minEntropy: 4,
    samples: {
      hit: [
        'ACR_PASSWORD=UnviTMZonHIZUUeAT5s6tu8+NtZvo3S3',
        'AZURE_CONTAINER_REGISTRY_PASSWORD: "HGSZSI0wUewosU5XNgojyZmSoKihvSGX"',
      ],
      clean: ['ACR_PASSWORD=$ACR_PASSWORD', 'macr_password=ICxlZP0hDmaL04qq2894vXph0fHnVdX3'],
    },
  },
];
