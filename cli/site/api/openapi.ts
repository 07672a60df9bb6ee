import { COLLECTION_INDEXES, COLUMN_TYPES, LIMITS, LISTED } from '@/lib/collection/types';

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const integer = { type: 'integer' } as const;
const box = {
  type: 'array',
  items: number,
  minItems: 4,
  maxItems: 4,
  description: 'West, south, east, north in degrees; west > east crosses 180°.',
} as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const id = { name: 'id', in: 'path', required: true, schema: text } as const;
const item = { name: 'item', in: 'path', required: true, schema: text } as const;
const error = { description: 'What is wrong, and what to do.', ...json(ref('Error')) };
const busy = { ...error, headers: { 'Retry-After': { schema: integer } } };
const listOf = (name: string) => ({ type: 'array', items: ref(name) });
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...(required.length > 0 && { required }),
});

const get = (summary: string, schema: object, parameters: readonly object[] = []) => ({
  get: {
    summary,
    ...(parameters.length > 0 && { parameters }),
    responses: {
      200: { description: 'Found.', ...json(schema) },
      404: error,
      503: busy,
    },
  },
});

const value = { oneOf: [text, number, { type: 'boolean' }] };

/** What the API says of itself, at `/api/openapi.json`. */
export const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'Overlook, collections',
    version: '1',
    description:
      'Read-only search of large collections by an embedding that the caller made. The numbers of a query are not kept.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: './' }],
  paths: {
    '/health': get('Whether the server answers', object({ status: text, queue: integer })),
    '/collections': get('All collections', object({ collections: listOf('Collection') })),
    '/collections/{id}': get('A collection', ref('Collection'), [id]),
    '/collections/{id}/items': get(
      'A few items from all over it',
      object({ items: listOf('Item') }),
      [id],
    ),
    '/collections/{id}/items/{item}': get(
      'An item and its embedding',
      object({ item: ref('Item'), embedding: { type: 'array', items: number } }),
      [id, item],
    ),
    '/collections/{id}/thumbs/{item}': {
      get: {
        summary: 'Its thumbnail: WebP, JPEG or PNG',
        parameters: [id, item],
        responses: { 200: { description: 'A picture.' }, 404: error, 503: busy },
      },
    },
    '/collections/{id}/search': {
      post: {
        summary: 'The items nearest to an embedding, best first',
        parameters: [id],
        requestBody: { required: true, ...json(ref('Search')) },
        responses: {
          200: { description: 'Found.', ...json(object({ items: listOf('Item') })) },
          400: error,
          404: error,
          408: error,
          409: { ...error, description: 'The query is of another model than the collection.' },
          413: error,
          415: error,
          503: busy,
        },
      },
    },
  },
  components: {
    schemas: {
      Search: object(
        {
          embedding: {
            type: 'array',
            items: number,
            description: 'As many numbers as the collection’s dim; its length is of no matter.',
          },
          k: { ...integer, minimum: 1, maximum: LIMITS.k, default: 10 },
          modelSha256: { ...text, description: 'Of the model that made it: another is refused.' },
          filter: ref('Filter'),
        },
        ['embedding'],
      ),
      Filter: object({
        bbox: box,
        from: { ...text, description: 'First day or moment, ISO 8601.' },
        to: { ...text, description: 'Last day or moment, ISO 8601.' },
        columns: {
          type: 'object',
          maxProperties: LIMITS.filterColumns,
          additionalProperties: {
            oneOf: [
              ...value.oneOf,
              object({ in: { type: 'array', items: value, minItems: 1, maxItems: LIMITS.values } }),
              object({ min: { oneOf: [number, text] }, max: { oneOf: [number, text] } }),
            ],
          },
        },
      }),
      Item: {
        type: 'object',
        required: ['id', 'thumb', 'columns'],
        properties: {
          id: text,
          similarity: { ...number, description: 'Cosine with the query.' },
          bbox: box,
          thumb: { type: 'boolean' },
          columns: { type: 'object', additionalProperties: value },
          captions: { type: 'array', items: text },
          tags: { type: 'array', items: text },
          file: text,
          width: integer,
          height: integer,
        },
      },
      Collection: {
        type: 'object',
        required: [
          'id',
          'title',
          'license',
          'attribution',
          'model',
          'modelSha256',
          'dim',
          'rows',
          'columns',
        ],
        properties: {
          id: text,
          title: text,
          description: text,
          license: text,
          attribution: text,
          model: text,
          modelSha256: text,
          dim: integer,
          rows: integer,
          columns: {
            type: 'array',
            items: ref('Column'),
          },
          date: text,
          bbox: box,
          index: object({ kind: { ...text, enum: COLLECTION_INDEXES }, recall: number }),
        },
      },
      Column: object(
        {
          name: text,
          type: { ...text, enum: COLUMN_TYPES },
          min: { oneOf: [number, text], description: 'Least value of numbers or dates.' },
          max: { oneOf: [number, text], description: 'Greatest value of numbers or dates.' },
          values: {
            type: 'array',
            maxItems: LISTED.values,
            items: object({ value: text, count: { ...integer, minimum: 1 } }, ['value', 'count']),
            description:
              'All values of a text column that has few, the most frequent first. Counted when the collection was filled or compacted the last time.',
          },
        },
        ['name', 'type'],
      ),
      Error: object({ code: text, message: text, advice: text }, ['code', 'message', 'advice']),
    },
  },
} as const;
