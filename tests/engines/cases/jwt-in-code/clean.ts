import { createClient } from '@supabase/supabase-js';
import jwt from 'jsonwebtoken';

const { SUPABASE_URL = '', SUPABASE_SERVICE_ROLE = '' } = process.env;

export const admin = createClient(SUPABASE_URL, SUPABASE_SERVICE_ROLE, {
  auth: { persistSession: false, autoRefreshToken: false },
});

/** A token looks like `eyJhbGciOi….eyJzdWIi….signature`. */
export function readToken(header: string | undefined): string | undefined {
  const token = header?.replace(/^Bearer /, '');
  return token?.startsWith('eyJ') ? token : undefined;
}

export function verify(token: string, secret: string) {
  return jwt.verify(token, secret, { algorithms: ['HS256'] });
}

export const tokenSecret = () => getSecret('jwt/signing-key');
declare function getSecret(name: string): Promise<string>;
export const PASSWORD_HINT = 'Use at least 12 characters, 1 number and 1 symbol!';
