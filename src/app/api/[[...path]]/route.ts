import { unknownPath } from '@/server/rest/handlers';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = unknownPath();
