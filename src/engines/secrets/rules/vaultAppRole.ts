import { assigned } from '../patterns';
import type { Rule } from '../rule';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Credentials with which applications sign in to HashiCorp Vault. */
export const vaultAppRoleRules: readonly Rule[] = [
  {
    id: 'vault-approle-secret-id',
    name: 'HashiCorp Vault AppRole secret id',
    provider: 'HashiCorp Vault',
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
