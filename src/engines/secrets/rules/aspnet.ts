import { appKeyRule } from '../appKeyRule';
import { weighSecret } from '../checks/weigh';
import type { Rule } from '../rule';

/** The keys with which applications of ASP.NET sign and encrypt their data. */
export const aspnetRules: readonly Rule[] = [
  appKeyRule({
    id: 'aspnet-machine-key',
    name: 'Machine key of an ASP.NET application',
    provider: 'ASP.NET',
    keywords: ['validationkey', 'decryptionkey'],
    kit: 'Machine key of an ASP.NET application',
    pattern: /(?:validationKey|decryptionKey)\s{0,4}=\s{0,4}["'](?<secret>[0-9A-Fa-f]{32,128})["']/g,
    source: 'https://learn.microsoft.com/previous-versions/dotnet/netframework-4.0/w8h3skw9(v=vs.100)',
    samples: {
      hit: [
        {
          path: 'web.config',
          text: '<machineKey validationKey="17a6a03da9b2852d7d39b6f440189aa2cc87ab75aac3217e15d7e833d6cb85f4b5e648b3ac36c8b555c67f4b4706f75e418710c00c75f9ab3065c4b10afddcb0" validation="HMACSHA256" />',
        },
        {
          path: 'web.config',
          text: '<machineKey decryptionKey="502BC4AE62AA4588A61C1406A5FA719A381154292BF55AAF" decryption="AES" />',
        },
      ],
      clean: [
        {
          path: 'web.config',
          text: '<machineKey validationKey="AutoGenerate,IsolateApps" decryptionKey="AutoGenerate,IsolateApps" />',
        },
        { path: 'web.config', text: '<machineKey validationKey="ABCDEF" />' },
      ],
    },
  }),
  appKeyRule({
    id: 'aspnet-jwt-key',
    name: 'Key that an ASP.NET application signs its tokens with',
    provider: 'ASP.NET',
    keywords: ['jwt', 'tokensettings', 'tokenoptions'],
    pattern:
      /"(?:Jwt|JWT|JwtSettings|JwtOptions|JwtConfig|JwtBearer|TokenSettings|TokenOptions)"\s{0,8}:\s{0,8}\{[^{}]{0,400}?"(?:Key|Secret|SecretKey|SigningKey|IssuerSigningKey|SecurityKey)"\s{0,8}:\s{0,8}"(?<secret>[^"\n]{8,500})"/g,
    reach: { before: 2, after: 960 },
    formats: ['json'],
    check: weighSecret,
    confidence: 'medium',
    source:
      'https://learn.microsoft.com/aspnet/core/security/authentication/configure-jwt-bearer-authentication',
    samples: {
      hit: [
        {
          path: 'appsettings.json',
          text: '{"Jwt": {"Issuer": "acme", "Key": "Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6"}}',
        },
        {
          path: 'appsettings.json',
          text: '"JwtSettings": {\n  "SecretKey": "K9#mxP2l-Wq8ZtN4vXc2R",\n  "Hours": 8\n}',
        },
      ],
      clean: [
        { path: 'appsettings.json', text: '{"Jwt": {"Issuer": "acme", "Key": ""}}' },
        { path: 'appsettings.json', text: '{"Jwt": {"Issuer": "acme", "Key": "your-secret-key-here"}}' },
      ],
    },
  }),
];
