import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

const API_KEYS = 'https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys';
const PAIR = /^[A-Za-z0-9_-]{20}:[A-Za-z0-9_-]{22}$/;

/** Whether a value decodes to an id of 20 characters and a key of 22, as Elasticsearch's API returns them. */
const checkEncodedPair: Check = ({ secret }) =>
  PAIR.test(Buffer.from(secret, 'base64').toString('latin1')) ? 'high' : 'no';

/** Keys of Elasticsearch and of Elastic Cloud. */
export const elasticRules: readonly Rule[] = [
  {
    id: 'elastic-cloud-api-key',
    name: 'Elastic Cloud API key',
    provider: 'Elastic',
    why: 'Anyone with it can manage the deployments and projects of the organization, within its role.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the key in the list of API keys of the organization.',
    revokeUrl: 'https://cloud.elastic.co/account/keys',
    source: 'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys',
    keywords: ['essu_'],
    pattern: /(?<![A-Za-z0-9_])essu_[A-Za-z0-9+/]{60,120}={0,2}(?![A-Za-z0-9+/=])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'EC_API_KEY=essu_RdB7toYIKla+eCgLsIgALv1mZECiqkEqx2vb5ywhT9wiLz8Wht/5j1YGfP22czfKO4fI7IG4Ek40+73rQyR/',
        'curl -H "Authorization: ApiKey essu_vQELOww7MBmaW4sspVSbSf/r2/F5rQQwbRyjH1B7AoYCnlLtxnZsLrr/wAfa0Eis1B1FHQKS2aylsyfP46==" https://api.elastic-cloud.com/api/v1/deployments',
      ],
      clean: [
        'EC_API_KEY=essu_q3q1DKDjX3GDFn8RU2vG',
        'EC_API_KEY=messu_bWErZ1S9Cb2QRAzRbAYfK6h4AJ2Ds3aghMrbJ10StaBVllU11AtFR7du9uTUeFkKiOdH5Y6H34JUiYMWkfvt',
        'EC_API_KEY=essu_<your key>',
      ],
    },
  },
  {
    id: 'elasticsearch-api-key',
    name: 'Elasticsearch API key',
    provider: 'Elastic',
    why: 'Anyone with it can read or change the indices and settings that its role allows.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Invalidate the key in Kibana or by DELETE /_security/api_key.',
    revokeUrl: API_KEYS,
    source: API_KEYS,
    keywords: ['apikey', 'api_key', 'api-key', 'elastic'],
    pattern: /(?<![A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{58}==)(?![A-Za-z0-9+/=])/g,
    reach: { before: 100, after: 160 },
    check: checkEncodedPair,
    samples: {
      hit: [
        'ELASTIC_API_KEY=eXN3S1pWdnIwZndTdTl6ZVRTQ3E6WW9DTk1yVDVtTWNVWHd1NlphaXlUSA==',
        'curl -H "Authorization: ApiKey VFZaR1FMU1BlejI3RUlYVkdZVG86NEZsMU9UM0ZUdVhxYjlRdWtRTDJBcg==" https://es.example.com:9200',
        'api_key: "alI3cTBhTnlWWkI0VzNWcVlzTzg6OUtnQjJQSUgyY1hFb0dWbkJfa3czOA=="',
      ],
      clean: [
        'api_key: "l97APtUoxSka0lM3SN9K9k72GSkcwlcrz2NjZ6ISmo7dB/TjoKHnWqXbpz=="',
        'ELASTIC_API_KEY=D1GP56BQdvxBnlS2t9ADMIKVV2q257rh5u6dZZH6==',
        'api_key: "$ELASTIC_API_KEY"',
      ],
    },
  },
  {
    id: 'elastic-password',
    name: "Elasticsearch superuser's password",
    provider: 'Elastic',
    why: 'Anyone with it and access to the cluster can read and change all of it.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Reset the password by bin/elasticsearch-reset-password or in the console of Elastic Cloud.',
    revokeUrl: 'https://www.elastic.co/docs/reference/elasticsearch/command-line-tools/reset-password',
    source: 'https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/built-in-users',
    keywords: ['elastic'],
    pattern: assigned(
      '(?<![a-z])elastic(?:search)?[_.-]?(?:cloud[_.-]?)?(?:password|passwd)',
      '[A-Za-z0-9]{24}',
    ),
    minEntropy: 3.5,
    samples: {
      hit: ['ELASTIC_PASSWORD=pfjpePu4CrPHnL4Z3FbgVZki', "elasticsearchPassword: 'BTXNbd5CuFSy6AwO6Of2HpmR'"],
      clean: [
        'ELASTIC_PASSWORD=changeme',
        'ELASTIC_PASSWORD=Kwc0SSxYHHeCfdRWOa3Lo6NXsBUqf78nvSsPWh1y',
        'ELASTIC_USER=RYg0kBWvLcJSMoI532ZSWP97',
      ],
    },
  },
  {
    id: 'elastic-apm-secret-token',
    name: 'Elastic APM secret token',
    provider: 'Elastic',
    why: 'Anyone with it can send made-up traces and errors to the APM server.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Set a new secret token in the APM integration and at its agents.',
    revokeUrl: 'https://www.elastic.co/docs/solutions/observability/apm/secret-token',
    source: 'https://www.elastic.co/docs/solutions/observability/apm/secret-token',
    keywords: ['elastic'],
    pattern: assigned('(?<![a-z])elastic[_.-]?apm[_.-]?secret[_.-]?token', '[A-Za-z0-9_-]{16,64}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'ELASTIC_APM_SECRET_TOKEN=jLkGlAV5SdE7cVBNaHw0',
        'elastic.apm.secret_token=CZY0zQIIdko91exTZ1lnq0fxKh5Y8sicTKxzGmMT',
      ],
      clean: [
        'ELASTIC_APM_SECRET_TOKEN=secret',
        'ELASTIC_APM_SERVER_URL=4mshpkk3MaApoY7RDqXf',
        'ELASTIC_APM_SECRET_TOKEN=$TOKEN',
      ],
    },
  },
];
