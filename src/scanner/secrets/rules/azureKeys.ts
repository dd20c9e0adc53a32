import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** 32 bytes without a service's signature, which azureSignedKeys.ts looks for. */
const UNSIGNED_KEY = '(?![A-Za-z0-9+/]{33}(?:\\+ASb|\\+AEh|\\+ARm|AIoT|AzCa|AZEG))[A-Za-z0-9+/]{43}=';

/** Keys of single services of Azure that have no form of their own. */
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
        'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=eQnmoHbgP+WhPbsaZ58A5HJJ+rnQrDqZKmWIlJMMYuz=',
        'HostName=acme.azure-devices.net;DeviceId=pump;SharedAccessKey=ZecDPgKUv+mnZ0KE6fYLiF7iJECTz4nOuRZkxXMn3QK=',
      ],
      clean: [
        'SharedAccessKey=LRqnrtUIiplzO5X0vIE3oCW9Q55lgFOT5+ASbCKGMx5=',
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
        'https://acme.azurewebsites.net/api/orders?code=n3AT1T4UDug7ecJqLdfXUa72prF50zh3WqzireXLSYLddkWHOi48%3D%3D',
        'x-functions-key: GkrX3G2ilsXehlfiYU8hVkD4DIdKzxavMx2JKkLlnBZNtVVcTGExdg==',
      ],
      clean: [
        'https://acme.azurewebsites.net/api/orders?code=<key>',
        'x-functions-key: m4pnOyeH4xRPA2Acbq2r',
      ],
    },
  },
  {
    id: 'azure-cognitive-services-key',
    name: 'Azure AI services key',
    provider: 'Azure',
    why: 'Anyone with it can use the AI service, such as OpenAI, Speech or Translator, at its owner’s cost.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Regenerate this key of the resource, after what uses it has moved to the other key.',
    revokeUrl: 'https://portal.azure.com/#browse/Microsoft.CognitiveServices%2Faccounts',
    source: 'https://learn.microsoft.com/en-us/azure/ai-services/authentication',
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
        '-H "Ocp-Apim-Subscription-Key: 37b0e7d6ebad4915aa843daec2f6b962"',
        'AZURE_OPENAI_API_KEY=c2ace7ad35e4cb268d5c6c2344ce5cf6',
        'speechKey: "509ce24b1af368000b48c76b3dc0ae0a"',
      ],
      clean: [
        '-H "Ocp-Apim-Subscription-Key: $KEY"',
        'AZURE_OPENAI_API_KEY=9ddbad0013ad6b2e290ab87ef83bda44efabe934',
        'azure_tenant: 114a33c54d7e773f1f0beb7f275c14fa',
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
        'Endpoint=https://acme.azconfig.io;Id=V1hg-l0-s0:MXFZIOpPKAJWstbezLkw;Secret=4HRm+xrRQywnIZWVCuYUNd24TwCaK2K70+LQt3OKeMa=',
        '"AppConfig": "Endpoint=https://acme-dev.azconfig.io;Id=vQhV;Secret=SX+FcUvtMySsXgAUwOtG2PfqhjUHInxEACDwxwqyua7="',
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
        'Endpoint=https://acme.service.signalr.net;AccessKey=yWEGh07CTXz98a2srT3szs+wdSvHuiJ7+ShhEhzEt7q=;Version=1.0;',
        'Endpoint=https://acme.webpubsub.azure.com;AccessKey=xWdA0O5iU9Se3QEYA7tV1gbbyzo24zwY1O1N/EW4Pwp=;Version=1.0;',
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
        'ACR_PASSWORD=S/DriUaOLUEwEurhIS2bRi6rlGL+KICH',
        'AZURE_CONTAINER_REGISTRY_PASSWORD: "uLGe3jTbxwPxBqhIQBfzilmsv8fPoFVw"',
      ],
      clean: ['ACR_PASSWORD=$ACR_PASSWORD', 'macr_password=L0IGObvIhJt315bXqilN2Fy1c8muDKl2'],
    },
  },
];
