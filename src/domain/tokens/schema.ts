import { z } from 'zod';
import { visibleText, wholeNumber } from '../fields';
import { TOKEN_SCOPES } from './rules';

export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** The prefix of an API token, by which users and secret scanners recognize it. */
export const TOKEN_PREFIX = 'hmd_';

export const createTokenInput = z.object({
  name: visibleText('name', 255).meta({ examples: ['ci'] }),
  scopes: z
    .array(z.enum(TOKEN_SCOPES, `scopes must be one of ${TOKEN_SCOPES.join(', ')}`), {
      error: ({ input }) => (input == null ? 'scopes is required' : 'scopes must be a list'),
    })
    .min(1, `scopes must name at least one of ${TOKEN_SCOPES.join(', ')}`)
    .transform((scopes) => [...new Set(scopes)]),
  expiresInDays: wholeNumber('expires_in_days', 1, 365).meta({ examples: [90] }),
});

export const tokenFields = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  expiresAt: z.date(),
  createdAt: z.date(),
});

/** The only response that contains the token itself. */
export const newTokenFields = tokenFields.extend({ token: z.string() });
export const tokenReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });

export type CreateTokenInput = z.infer<typeof createTokenInput>;
export type ApiToken = z.infer<typeof tokenFields>;
export type TokenReceipt = z.infer<typeof tokenReceipt>;
export type NewApiToken = z.infer<typeof newTokenFields>;
