import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/**
 * Secrets of LinkedIn applications. LinkedIn does not document their form. The form with a prefix is from Appwrite's
 * documentation of LinkedIn sign-in: `WPL_AP1.2Bf0000000000000./HtlYw==`.
 */
export const linkedinRules: readonly Rule[] = [
  {
    id: 'linkedin-client-secret',
    name: 'LinkedIn client secret',
    provider: 'LinkedIn',
    why: "Anyone with it can act as the application and exchange its users' codes for tokens.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Generate a new secret on the Auth tab of the application.',
    revokeUrl: 'https://www.linkedin.com/developers/apps',
    source: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow',
    keywords: ['linkedin', 'linked_in'],
    pattern: assigned('linked[_-]?in[\\w.-]{0,20}(?:secret|key)', '[A-Za-z0-9]{16}'),
    minEntropy: 3,
    check: mixedCharacters,
    samples: {
      hit: ['LINKEDIN_CLIENT_SECRET=KTtBa7EfvSmSrMPX', '"linkedin_secret": "R71GaQ5ZH8OmhmLl"'],
      clean: [
        'LINKEDIN_CLIENT_ID=w87d3app73g9g9',
        'LINKEDIN_CLIENT_SECRET=svoizwfpcnf1WSKNXLBligOhRExfo92j',
        'LINKEDIN_CLIENT_SECRET=process.env.LI_SECRET',
      ],
    },
  },
  {
    id: 'linkedin-primary-client-secret',
    name: 'LinkedIn client secret with prefix',
    provider: 'LinkedIn',
    why: "Anyone with it can act as the application and exchange its users' codes for tokens.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Generate a new secret on the Auth tab of the application.',
    revokeUrl: 'https://www.linkedin.com/developers/apps',
    source: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow',
    keywords: ['wpl_ap'],
    pattern: /(?<![\w+/])WPL_AP[01]\.[A-Za-z0-9]{16}\.[A-Za-z0-9+/]{6}==(?![\w+/=])/g,
    samples: {
      hit: [
        'LINKEDIN_CLIENT_SECRET=WPL_AP1.BMkI2TlmzvnJfgd4.DRY3cF==',
        "clientSecret: 'WPL_AP0.fG0SIu4UaPrysO94.WmrgO8==',",
      ],
      clean: ['LINKEDIN_CLIENT_SECRET=WPL_AP1.RdGTcapO.EgtuCa==', 'LINKEDIN_CLIENT_SECRET=WPL_AP1'],
    },
  },
  {
    id: 'linkedin-access-token',
    name: 'LinkedIn access token',
    provider: 'LinkedIn',
    why: 'Anyone with it can post and read as the member who authorised the application, for up to 60 days.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Let the member remove the application under Settings, Permitted services, or rotate the client secret.',
    revokeUrl: 'https://www.linkedin.com/mypreferences/d/data-sharing-for-permitted-services',
    source: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow',
    keywords: ['linkedin', 'linked_in'],
    pattern: assigned('linked[_-]?in[\\w.-]{0,20}token', 'AQ[A-Za-z0-9_-]{100,500}'),
    reach: { before: 64, after: 640 },
    minEntropy: 4,
    samples: {
      hit: [
        'LINKEDIN_ACCESS_TOKEN=AQekrC2rLzdL8shTlYx8I8K1pf4OKkAxhpzC1QeGl1FGk3BMTRPSimIjaNoiT8k4nakbA4rZ8ozw8H_FEmPMZWOQHbZnz6I-kAJg-wJMAbSTr2rF3j3NDIZ2RvzySwadPShfwyrLabSkJwaVKHUr1Y_tWut4qh23Bdqeuyr97PY1-REhl5Uq-ry2hyS6YUs5RfbWAo8gTaZmtL8Vk3emon0HsRpvDVMUJ_-POplwpoB6GnHZ9TCmRXBvTeT2ySmZkIlKz3PSykGIsaud6Z4sZ8nZ1TrZ66m-7QpZrN7u4pOC0v',
        '"linkedin_token": "AQz2qNtefnLzg20IPM20G0Qhk6G8dJCLFlL2wKelsq8hk0eZZRmofU3yWUCGzbrfyqQ0K72CT8goUlzv-TliUDZUguZbV8kyHdpdkB9ndBzj3NZXm01Io76slhaNh-8wiHTWODprbzWjBDc_Wey_1HZDqqsO5YPiRkKruXa6AC_wZsayGHoRUCtB7-8OMK2K3vTgZyaDfGQUVIvTO7gCy66t2dps2w"',
      ],
      clean: ['LINKEDIN_ACCESS_TOKEN=AQtTa72uWpwKh9uBan8z9u', 'LINKEDIN_ACCESS_TOKEN=$TOKEN'],
    },
  },
];
