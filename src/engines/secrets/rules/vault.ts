import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of HashiCorp Vault. */
export const vaultRules: readonly Rule[] = [
  {
    id: 'vault-service-token',
    name: 'HashiCorp Vault service token',
    provider: 'HashiCorp Vault',
    why: 'Anyone with it can read and write the secrets that its policies allow; a root token opens everything.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke it with vault token revoke, and replace the secrets that it could read.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
    keywords: ['hvs.'],
    pattern: /(?<!\w)hvs\.[\w-]{24,220}(?![\w-])/g,
    reach: { before: 4, after: 300 },
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'VAULT_TOKEN=hvs.CAESz1Q7oNdkKkJrzDwAWpDgIxL8dMSdbhnHRXbnDgKZgezxLOXBJxbd6jR7gxSk_JKnqk0kebm9K2HUwAzmEL_xNT8288',
        'vault_token: hvs.CAEStdqLO06EMWO6PqVpBNFQnWmAtmgVH2ilccMYJhusdymYPzLtLyT22WJU0OjWUITV8f_qPvxuQ6D0lc1uEvuumcDGai',
      ],
      clean: ['VAULT_TOKEN=$VAULT_TOKEN', 'VAULT_TOKEN=hvs.CAESLmm6ZkDQFtF7TFN'],
    },
  },
  {
    id: 'vault-batch-token',
    name: 'HashiCorp Vault batch token',
    provider: 'HashiCorp Vault',
    why: 'Anyone with it can read the secrets that its policies allow, until it expires.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'It cannot be revoked: revoke the token that it was made with, and replace the secrets that it could read.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
    keywords: ['hvb.'],
    pattern: /(?<!\w)hvb\.[\w-]{100,500}(?![\w-])/g,
    reach: { before: 4, after: 600 },
    minEntropy: 3.5,
    samples: {
      hit: [
        'VAULT_TOKEN=hvb.AAAAAQ2QRCxaIyFJN7F9OXbmRFauG50hakZdobBeYgBDAtULmbut4JlsH2_HSPti__6Z21V6qiZhKKHUlagvUwPi_ma3XyBSBPKcmOQOrvy4gqxLjK1GBxdG5zg4vKb-K_rygJzz1rhiX2v7T-lPBaM6ZZqe',
        "const vaultToken = 'hvb.AAAAAQrEgM0pvBs1SSPMIzVLdLDHGoVCEqp-5G3_wUNBi5FSnNO5xtxkNJf8p8R31TqEoyJyvLPpQgAajyexXZ_gSX9Rz7g2VHlxChUQgyqgJOMx2mzJRNw-hsK9x3H_rJ35jemwJhRLvx-UOVNdixi8jn0l';",
      ],
      clean: [
        'VAULT_TOKEN=$VAULT_TOKEN',
        'VAULT_TOKEN=hvb.AAAAAQMRY1jWOxa6fn7Y0WTf1eGO8Sy9l_fr3tKYyOFRy865dHjK4A0gS5roO7NJE2aZ8tZ_oP-d',
      ],
    },
  },
  {
    id: 'vault-recovery-token',
    name: 'HashiCorp Vault recovery token',
    provider: 'HashiCorp Vault',
    why: 'Anyone with it can read the raw storage of a server in recovery mode.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'End recovery mode, which voids it, and rekey the server.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
    keywords: ['hvr.'],
    pattern: /(?<!\w)hvr\.[\w-]{24,220}(?![\w-])/g,
    reach: { before: 4, after: 300 },
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'VAULT_TOKEN=hvr.U8ZJgY5a-gBfw8TGZ_O1c_gxGaqQbFWrCGuYde9D_kmAh-VT79Xyj3OJswgx',
        'export VAULT_TOKEN="hvr.A6hIQek4zCd0rKvZdqGpEf6iG8-qweO2v4ebIyZP5X2atJKykvSUCYPfyTos"',
      ],
      clean: ['VAULT_TOKEN=$VAULT_TOKEN', 'VAULT_TOKEN=hvr.5n3cJIxxQGHM7bv'],
    },
  },
  {
    id: 'vault-legacy-token',
    name: 'HashiCorp Vault token (before 1.10)',
    provider: 'HashiCorp Vault',
    why: 'Anyone with it can read and write the secrets that its policies allow; a root token opens everything.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke it with vault token revoke, and replace the secrets that it could read.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
    keywords: ['vault'],
    pattern: assigned('vault[\\w.-]{0,20}token', '[sb]\\.[0-9A-Za-z]{24}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: ['VAULT_TOKEN=s.dfnEiNHjLcNkFTqer5HcKGZK', 'vault_token = "s.QPSf1ocuZZcYFvjHOoMKvcFF"'],
      clean: ['VAULT_TOKEN=$VAULT_TOKEN', 'VAULT_TOKEN=s.40XJmTR1WCCcio2xzl9jt'],
    },
  },
  {
    id: 'vault-unseal-key',
    name: 'HashiCorp Vault unseal key',
    provider: 'HashiCorp Vault',
    why: 'With enough of these keys anyone who reaches the storage can open the whole vault.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Rekey the server with vault operator rekey.',
    revokeUrl: 'https://developer.hashicorp.com/vault/docs/commands/operator/rekey',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/seal',
    keywords: ['unseal'],
    pattern:
      /unseal[_ ]?key[_ ]?\d{0,2}["']?[\t ]{0,4}[:=][\t ]{0,4}["']?(?<secret>[0-9A-Za-z+/]{43,44}=?)(?![\w+/=])/gi,
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'Unseal Key 1: m7ZCsGrtcXKi8rya7U6Jup3TPr//DNAjgiYXg0qLTp7O',
        'VAULT_UNSEAL_KEY=Y+r0tq/JJw8y9kFI/IU1Hv29s+uuaydP8im8oDVpjjt=',
      ],
      clean: ['Unseal Key 1: $KEY', 'unseal_key: LMzgLRZJ9huJ4vt9TFBk'],
    },
  },
];
