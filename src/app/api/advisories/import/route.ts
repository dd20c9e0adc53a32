import { handlersOf } from '@/server/rest/handlers';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlersOf('/api/advisories/import');
