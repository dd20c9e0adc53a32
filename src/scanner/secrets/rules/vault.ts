import { assigned } from '../patterns';
import type { Rule } from '../rule';

const TOKENS = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Tokens and keys of HashiCorp Vault. */
export const vaultRules: readonly Rule[] = [
  {
    id: 'vault-service-token',
    name: 'HashiCorp Vault service token',
    provider: 'hashicorp',
    why: 'Anyone with it who reaches the server can read and change the secrets that its policies allow; of root, all.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token by `vault token revoke`, and with it all that were made from it.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    source: TOKENS,
    keywords: ['hvs.', 'hvr.'],
    pattern: /(?<![A-Za-z0-9_.-])hv[sr]\.[A-Za-z0-9_-]{24,180}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'VAULT_TOKEN=hvs.qDKV956cnxXqQ0mMSk9RhhdQ',
        'vault login hvs.CAESpKo_5HiTJvcqDwwWsgkK0jcVw_NAIx_H6UVeaVs-lroIxOIgHDbvB2R6O2BuI3O0NZl-ilz6eom8q3XL44ORf6dNIPa',
        'recovery: "hvr.Z4h4ImUwviv5wpuWlD4PKbAp"',
      ],
      clean: [
        'VAULT_TOKEN=hvs.CL96aPRyFG4J',
        'VAULT_TOKEN=xhvs.gJ55PpkBu4XsSNwHn6ROfDE0',
        'VAULT_TOKEN=hvs.<token>',
      ],
    },
  },
  {
    id: 'vault-batch-token',
    name: 'HashiCorp Vault batch token',
    provider: 'hashicorp',
    why: 'Anyone with it who reaches the server can read and change the secrets that its policies allow, until it ends.',
    severity: 'high',
    confidence: 'high',
    revoke: 'It cannot be revoked by itself: revoke the token that it was made from, or wait for its end.',
    revokeUrl: TOKENS,
    source: TOKENS,
    keywords: ['hvb.'],
    pattern: /(?<![A-Za-z0-9_.-])hvb\.[A-Za-z0-9_-]{100,500}(?![A-Za-z0-9_-])/g,
    reach: { before: 8, after: 520 },
    minEntropy: 4,
    samples: {
      hit: [
        'VAULT_TOKEN=hvb.AAAAAQgRU1AcJoxnHMmLqwIpZQHPb7F2zgm1XvzVYXZ5Iw21igPYuUnmKiG3p3pqaK29GodZMWSGN46LOVJGvEInRsvRvjRb3kjxPMc0duKVmNqV9OzUtxHc8Z2tW1YOJjNuHbFiNlCpElxNHHrUgbsypo2ha',
        '{"client_token":"hvb.AAAAAQZTCsONLwVw_rwBLSmN25MPiDnKlNwalJn7CvFJMFGaUPCbg5JzmffqJtORU7UubPxUVVPsrXJT942DjbyuF7Vfbkc_OpYGDNBMvnsQxdxzhkl8FJDZG5bISwUm5_iIXeSMrRgkR66Q4rOwQ1SmLTMzTxzl49IWA1yaU_ZiUZKqJD-rJnfObGb"}',
      ],
      clean: [
        'VAULT_TOKEN=hvb.f4CGhcFisRZ3VBnYCh4XQWG5kKOlT0WKzQoD4Isk',
        'VAULT_TOKEN=xhvb.UArjvxRcrDgthzQqsXw7QAW9IFzmwriK80m6smPIJYnuvuyCcxs2yAIzkqtxZK3jWh6Qd0fpc5svwvjRTABA70jENfPe5g5fF71dSHUvh4aoCzwQsr4ofd42',
        'VAULT_TOKEN=hvb.<token>',
      ],
    },
  },
  {
    id: 'vault-legacy-token',
    name: 'HashiCorp Vault token of the form used before version 1.10',
    provider: 'hashicorp',
    why: 'Anyone with it who reaches the server can read and change the secrets that its policies allow; of root, all.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token by `vault token revoke`, and with it all that were made from it.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    source: TOKENS,
    keywords: ['vault'],
    pattern: assigned(
      '(?<![a-z])(?:vault|x-vault)[\\w.-]{0,20}token',
      '[sbr]\\.[A-Za-z0-9]{24}(?:\\.[A-Za-z0-9]{5})?',
    ),
    minEntropy: 3.5,
    samples: {
      hit: [
        'VAULT_TOKEN=s.oEIXZK2oyOWCfyq7uDUroGcs',
        'curl -H "X-Vault-Token: s.ulyZ5nhMBOqpTKgipLhz0gZn" https://vault.example.com/v1/secret',
      ],
      clean: [
        'VAULT_TOKEN=s.fLKmgTyNwe5O',
        'VAULT_ADDR=s.byJsOvHk4HhDGSbvp1pqYXks',
        'VAULT_TOKEN=$(cat token)',
      ],
    },
  },
  {
    id: 'vault-unseal-key',
    name: 'HashiCorp Vault unseal or recovery key',
    provider: 'hashicorp',
    why: 'Anyone with enough of them can unseal the storage of the server, or make a new root token.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Make new keys by `vault operator rekey`.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/operator/rekey',
    source: 'https://developer.hashicorp.com/vault/docs/commands/operator/init',
    keywords: ['unseal', 'recovery key'],
    pattern:
      /(?:unseal|recovery)[_ -]?key[_ -]?(?:\(?b64\)?[_ ]?)?[0-9]{0,2}["']?[\t ]{0,4}[:=][\t ]{0,4}["']?(?<secret>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{44}|[0-9a-f]{66})(?![A-Za-z0-9+/=])/gi,
    minEntropy: 3.3,
    samples: {
      hit: [
        'Unseal Key 1: A9kILkUva2Lo1eNL1IoftlaavOxsEHYaC2zC2fsQbU+8',
        'VAULT_UNSEAL_KEY="oPUO+71/DuLYgTjpMl9I2HJaWgqSZJUDHZxm7egN7PQ="',
        'Recovery Key 2: Z3By+RsVkma8DIuMZyTDkh/RDiJprlMwcMgjUc0uQasQ',
      ],
      clean: [
        'Unseal Key 1: SzzZPUDXMmVu6ve0rowA',
        'Unseal Key 1: <key>',
        'Seal Key 1: qHoJjWJ6A8Bwj66u/wYQjUHkzekxebx0RjDp8cFzbR8P',
      ],
    },
  },
  {
    id: 'vault-approle-secret-id',
    name: 'HashiCorp Vault AppRole secret id',
    provider: 'hashicorp',
    why: 'Anyone with it and the role id can sign in as the application and read its secrets.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Destroy the secret id through the API (auth/approle/role/<name>/secret-id/destroy).',
    revokeUrl: 'https://developer.hashicorp.com/vault/api-docs/auth/approle#destroy-approle-secret-id',
    source: 'https://developer.hashicorp.com/vault/docs/auth/approle',
    keywords: ['vault', 'approle', 'secret_id'],
    pattern: assigned('(?<![a-z])(?:(?:vault|approle)[\\w.-]{0,20}secret[_.-]?id|secret_id)', UUID),
    minEntropy: 3,
    samples: {
      hit: [
        'VAULT_SECRET_ID=67471fdc-9921-4584-b5b6-587eb3e5e5f3',
        'vault write auth/approle/login role_id=app secret_id="7ecb39e7-bb5e-4fa5-8bcd-075994a26d6a"',
      ],
      clean: [
        'VAULT_ROLE_ID=72eb7fbc-4fae-4ef7-bf89-8f5dd6afadc2',
        'VAULT_SECRET_ID=b4869a7fbd42afdd03dd21f110cb2a75',
        'VAULT_SECRET_ID=$SECRET_ID',
      ],
    },
  },
];
