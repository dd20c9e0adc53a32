/** The parts of OpenAPI 3.1 that our own document uses. */

export type JsonSchema = {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
};

export type ApiParameter = {
  name: string;
  in: 'query' | 'header' | 'path';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
};

export type ApiContent = Record<string, { schema: JsonSchema }>;

export type ApiOperation = {
  operationId: string;
  summary: string;
  /** Empty where no authentication is needed. */
  security: object[];
  parameters?: (ApiParameter | { $ref: string })[];
  requestBody?: { content: ApiContent };
  responses: Record<string, { description: string; content?: ApiContent } | { $ref: string }>;
};

export const API_METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type ApiMethod = (typeof API_METHODS)[number];

export type ApiPath = { parameters?: { $ref: string }[] } & Partial<Record<ApiMethod, ApiOperation>>;

export type ApiDocument = {
  openapi: string;
  info: object;
  servers: { url: string }[];
  paths: Record<string, ApiPath>;
  components: object;
};
