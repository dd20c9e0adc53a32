import { assigned } from '../patterns';
import type { Rule } from '../rule';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Tokens of HashiCorp Consul and Nomad, which are plain UUIDs. */
export const consulRules: readonly Rule[] = [
  {
    id: 'consul-acl-token',
    name: 'HashiCorp Consul ACL token',
    provider: 'HashiCorp',
    why: 'Anyone with it who reaches the cluster can register services and read keys, within its policies.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the token by `consul acl token delete`.',
    revokeUrl: 'https://developer.hashicorp.com/consul/commands/acl/token/delete',
    source: 'https://developer.hashicorp.com/consul/docs/security/acl/tokens',
    keywords: ['consul'],
    pattern: assigned('(?<![a-z])(?:x-)?consul[\\w.-]{0,20}token', UUID),
    minEntropy: 3,
    samples: {
      hit: [
        'CONSUL_HTTP_TOKEN=04b0b858-ffd3-429c-a7da-3e15867f0580',
        'curl -H "X-Consul-Token: 71c3be5a-a967-4596-a22f-3384266ee662" http://localhost:8500/v1/kv/app',
      ],
      clean: [
        'CONSUL_NODE_ID=6a392776-14d0-4df8-a168-6a8f6c2c949b',
        'CONSUL_HTTP_TOKEN=abbdbfeb3181f8153c26d8769cf6de1e',
        'CONSUL_HTTP_TOKEN=$TOKEN',
      ],
    },
  },
  {
    id: 'nomad-acl-token',
    name: 'HashiCorp Nomad ACL token',
    provider: 'HashiCorp',
    why: 'Anyone with it who reaches the cluster can run jobs on it and read variables, within its policies.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the token by `nomad acl token delete`.',
    revokeUrl: 'https://developer.hashicorp.com/nomad/commands/acl/token/delete',
    source: 'https://developer.hashicorp.com/nomad/docs/secure/acl/tokens',
    keywords: ['nomad'],
    pattern: assigned('(?<![a-z])(?:x-)?nomad[\\w.-]{0,20}token', UUID),
    minEntropy: 3,
    samples: {
      hit: [
        'NOMAD_TOKEN=32b344d9-31a9-47f0-b42b-48fe775e6e87',
        'X-Nomad-Token: 8bd901a2-4989-478a-b9c4-48441c3606f4',
      ],
      clean: [
        'NOMAD_ALLOC_ID=7a8c3bdc-207a-49a7-9ac6-5c1045c6c99a',
        'NOMAD_TOKEN=5b40a8edc03a0d3082721d81feacf246',
        'NOMAD_TOKEN=$NOMAD_TOKEN',
      ],
    },
  },
  {
    id: 'consul-gossip-key',
    name: 'HashiCorp Consul or Nomad gossip key',
    provider: 'HashiCorp',
    why: 'Anyone with it who reaches the network of the cluster can join it and read its gossip.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Rotate it by `consul keyring` or `nomad operator gossip keyring`.',
    revokeUrl: 'https://developer.hashicorp.com/consul/commands/keyring',
    source: 'https://developer.hashicorp.com/consul/docs/secure/encryption/gossip/enable',
    keywords: ['encrypt', 'gossip'],
    pattern:
      /(?<![A-Za-z0-9])(?:encrypt|(?:consul_|nomad_)?gossip_(?:encryption_)?key)"?[\t ]{0,8}[=:][\t ]{0,8}"?(?<secret>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==)(?![A-Za-z0-9+/=])/gi,
    minEntropy: 3.5,
    samples: {
      hit: [
        'encrypt = "J18bMRL/QikWd95suTURt8fa7NK+yv/8cZLGRPDW65a="',
        '{"server": true, "encrypt": "CrUWAjMTHf7YvV2wZovo8bnScPLQIgy3ljOPUzMUdjt="}',
        'CONSUL_GOSSIP_KEY=TDCaWdO3PAusuEhoNAz8NE==',
      ],
      clean: [
        'encrypt = true',
        'encrypt = "P8T8LV4mgv03bYwfsC+6CB0ON5Ia0hy3WMLoGCdj"',
        'password_encrypt = "ygRX4u1jiVHTxYZNNQQp="',
      ],
    },
  },
];
