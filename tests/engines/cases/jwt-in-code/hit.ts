import { createClient } from '@supabase/supabase-js';
import type { Database } from './types';

const SUPABASE_URL = 'https://nnkvixgmpozveybfizuw.supabase.co';

// bypasses row level security: only for the nightly job
const SERVICE_ROLE = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6ImNwbmtpcXBjZHRwZmN4ZWd1cHF5Iiwicm9sZSI6InNlcnZpY2Vfcm9sZSIsImlhdCI6MTY5MDAwMDAwMCwiZXhwIjoyMDA1NTc2MDAwfQ.uHtF9kv8Hpe7msu97zSxNtcHNm-uHzUb8eXCjdSLA-I';

export const admin = createClient<Database>(SUPABASE_URL, SERVICE_ROLE, {
  auth: { persistSession: false, autoRefreshToken: false },
});

export async function purgeExpired(now: Date): Promise<number> {
  const { count, error } = await admin
    .from('sessions')
    .delete({ count: 'exact' })
    .lt('expires_at', now.toISOString());
  if (error) throw error;
  return count ?? 0;
}
