import { Buffer } from 'node:buffer';
import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** The default key of every local Supabase. */
const LOCAL_KEY = 'sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz';

/** Keys of Supabase. The publishable and anon keys are public by design and not reported. */
export const supabaseRules: readonly Rule[] = [
  {
    id: 'supabase-access-token',
    name: 'Supabase access token',
    provider: 'Supabase',
    why: 'Anyone with it can control all projects of its owner, their databases and their keys included.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the list of access tokens of the account and create a new one.',
    revokeUrl: 'https://supabase.com/dashboard/account/tokens',
    source: 'https://supabase.com/docs/reference/api/introduction',
    keywords: ['sbp_'],
    pattern: /(?<!\w)sbp_(?:(?:oauth|v\d)_)?[0-9a-f]{40}(?!\w)/g,
    samples: {
      hit: [
        'SUPABASE_ACCESS_TOKEN=sbp_45adf3c5660c822ce9a4aba8b9def864e464e4ce',
        'supabase_access_token: sbp_172d9579018f5f96754890d6c00689230b4cb525',
      ],
      clean: [
        'SUPABASE_ACCESS_TOKEN=$SUPABASE_ACCESS_TOKEN',
        'SUPABASE_ACCESS_TOKEN=sbp_08caa09bc7a8de415045e35f84466163c253f',
      ],
    },
  },
  {
    id: 'supabase-secret-key',
    name: 'Supabase secret key',
    provider: 'Supabase',
    why: 'Anyone with it can read and change all data of the project, past every row level policy.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://supabase.com/dashboard/project/_/settings/api-keys',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    keywords: ['sb_secret_'],
    pattern: /(?<!\w)sb_secret_[\w-]{22}_[\w-]{8}(?![\w-])/g,
    check: notTheLocalKey,
    samples: {
      hit: [
        'SUPABASE_SECRET_KEY=sb_secret_YBEUH74kcpExJFJwww97Ck_fFbj2G7K',
        "const supabaseSecretKey = 'sb_secret_g43l1Edm76V317VUx50GLf_nvvAdL9x';",
      ],
      clean: [
        'SUPABASE_SECRET_KEY=$SUPABASE_SECRET_KEY',
        'SUPABASE_SECRET_KEY=sb_secret_sZO80VZdXqhwh9CTAbYDVh_WF0vX',
      ],
    },
  },
  {
    id: 'supabase-service-role-key',
    name: 'Supabase service role key',
    provider: 'Supabase',
    why: 'Anyone with it can read and change all data of the project, past every row level policy.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Move to the new secret keys and disable the legacy keys, or rotate the JWT secret of the project.',
    revokeUrl: 'https://supabase.com/dashboard/project/_/settings/api-keys',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    keywords: ['eyjpc3mioijzdxbhymfzzsis', 'eyjyb2xlijoi'],
    pattern:
      /(?<!\w)eyJ[\w-]{15,80}\.(?<claims>eyJ(?:pc3MiOiJzdXBhYmFzZSIs|yb2xlIjoi)[\w-]{30,400})\.[\w-]{43}(?![\w-])/g,
    reach: { before: 100, after: 480 },
    check: passesRowLevelSecurity,
    samples: {
      hit: [
        'SUPABASE_SERVICE_ROLE_KEY=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6InN4a21lZmhxd3p4a3ZqbWh0cnBhIiwicm9sZSI6InNlcnZpY2Vfcm9sZSIsImlhdCI6MTY5MDE1MzAwMCwiZXhwIjoyMDAwMDQzMDAwfQ.QCqIIBKZogqQZlFTXnwrrv02_T-PTQkWlN9M5uO0FtL',
        "const admin = createClient(url, 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIiwiaXNzIjoic3VwYWJhc2UiLCJpYXQiOjE2OTAxMjMwMDAsImV4cCI6MjAwMDA5NjAwMH0.reNvP-2JQANhC4z2XAg7muorZ34VTvbm6WLN4fI3F4d');",
      ],
      clean: [
        'SUPABASE_ANON_KEY=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6ImNwY2ptZnNxd3p4a3ZqbWh0cnBhIiwicm9sZSI6ImFub24iLCJpYXQiOjE2OTAyMjMwMDAsImV4cCI6MjAwMDEzNDAwMH0.X_RjZX3Dr2Dn0MbJkeGRVW9wILmRP1526dTnfIKeK5q',
        'SUPABASE_SERVICE_ROLE_KEY=$SERVICE_ROLE_KEY',
      ],
    },
  },
  {
    id: 'supabase-jwt-secret',
    name: 'Supabase JWT secret',
    provider: 'Supabase',
    why: 'Anyone with it can create tokens for every user and role of the project.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Rotate the JWT secret in the settings of the project.',
    revokeUrl: 'https://supabase.com/dashboard/project/_/settings/jwt',
    source: 'https://supabase.com/docs/guides/auth/jwts',
    keywords: ['supabase'],
    pattern: assigned('supabase[\\w.-]{0,20}jwt[\\w.-]{0,10}secret', '[0-9A-Za-z+/]{86}'),
    minEntropy: 4.5,
    samples: {
      hit: [
        'SUPABASE_JWT_SECRET=7TCd4+543mt8h+y38cS74E9xt71TkRGrj+zPn8+DDGWunR/dy4jJaOdn8kRzpFgJ31sUQVv3u4kTOJBloZWeLN==',
        'export SUPABASE_JWT_SECRET="Dd/KOLzg5yNStgXPYlPR47jR7F7905/GH0/Fl7Al1ee8kqRRB2+69Kuac3wtJMpjRcZRcwctZ8EWUzfm4CYgTA=="',
      ],
      clean: [
        'SUPABASE_JWT_SECRET=$SUPABASE_JWT_SECRET',
        'SUPABASE_JWT_SECRET=JpMpIRl2lrHoFlodlayRf3YPbTM5Uw0yTtdww6a82ozV8CPy/ZtuP4ISEWg9jC14KfjpBZLUoJlE',
      ],
    },
  },
];

function notTheLocalKey({ secret }: Parameters<Check>[0]): ReturnType<Check> {
  return secret === LOCAL_KEY ? 'no' : undefined;
}

/** The key for browsers has the same form and differs only in its claim `role`. */
function passesRowLevelSecurity({ groups }: Parameters<Check>[0]): ReturnType<Check> {
  const claims = Buffer.from(groups.claims ?? '', 'base64url').toString('latin1');
  return /"role":"(?:service_role|supabase_admin)"/.test(claims) ? undefined : 'no';
}
