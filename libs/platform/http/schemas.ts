import { ApiResponse } from '@nestjs/swagger';
import { IsInstant, schemaOf, type Inquiry, type View } from '#kernel';
import type { Buses } from '#platform/cqrs';
import { schemaNameOf } from './addresses.ts';
import { COMMON_PROBLEMS } from './problem.ts';
import { told } from './telling.ts';

type Schema = Record<string, unknown>;

/** A reference to one of the schemas below. */
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The common problems that an operation may answer with. */
export const problemResponse = (...statuses: number[]): MethodDecorator => (target, name, descriptor) => {
  for (const status of statuses) {
    const [, page, title] = COMMON_PROBLEMS.find(([one]) => one === status)!;
    const schema = ref(status === 400 ? 'Malformed' : 'Problem');
    ApiResponse({ status, description: `[${title}](/problems/${page})`, content: { 'application/problem+json': { schema } } })(target, name, descriptor);
  }
};

const text: Schema = { type: 'string' };
const problem: Schema = {
  type: { type: 'string', format: 'uri-reference', description: 'A page about this kind of problem.' }, title: text, status: { type: 'integer' }, detail: text,
};
const figures: Schema = { type: 'object', description: 'Why, in figures; names carry units.', additionalProperties: { type: ['string', 'number'] } };
const pointer: Schema = { type: 'string', description: 'The field, as a JSON Pointer (RFC 6901) in a fragment.' };

const fixed: Record<string, Schema> = {
  Receipt: {
    type: 'object', required: ['stream', 'revision', 'position', 'events'], description: 'What was written. Read your own write with Min-Position.',
    properties: {
      stream: text, revision: { type: 'integer', minimum: 1 }, position: { type: 'string', description: 'Opaque; later ones are greater as strings.' },
      events: { type: 'array', items: { type: 'object', required: ['id', 'type', 'data'], properties: { id: { type: 'string', format: 'uuid' }, type: text, data: { type: 'object' } } } },
    },
  },
  Event: {
    type: 'object', required: ['position', 'id', 'type', 'stream', 'revision', 'occurredAt', 'recordedAt', 'by', 'cause', 'correlation', 'data'], description: 'What happened. Its data are as libs/contexts/EVENTS.md says of its type.',
    properties: {
      position: { type: 'string', description: 'Opaque; later ones are greater as strings.' }, id: { type: 'string', format: 'uuid' }, type: text, stream: text, revision: { type: 'integer', minimum: 1 },
      occurredAt: { type: 'string', format: 'date-time' }, recordedAt: { type: 'string', format: 'date-time' }, by: { type: 'string', description: 'The party that asked.' }, cause: text, correlation: text, data: { type: 'object' },
    },
  },
  Problem: { type: 'object', required: ['type', 'title', 'status'], properties: { ...problem, figures } },
  Malformed: {
    type: 'object', required: ['type', 'title', 'status', 'errors'],
    properties: { ...problem, errors: { type: 'array', items: { type: 'object', required: ['pointer', 'detail'], properties: { in: { enum: ['query', 'header'] }, pointer, detail: text } } } },
  },
  Refusal: {
    type: 'object', required: ['type', 'title', 'status', 'code', 'cites'],
    properties: { ...problem, code: text, cites: { type: 'string', description: 'The clause it stands on, or a rule of ours.' }, figures, pointer },
  },
};

/** A command as it is sent: its own fields, and when it happened. */
const commandSchema = ({ decider, type }: Buses['commands'][number]): Schema => {
  const own = schemaOf(decider.commands[type]);
  const occurredAt = { ...IsInstant.word.schema, description: 'when it happened, in UTC; now, if missing; never in the future' };
  return { ...own, properties: { ...(own['properties'] as object), occurredAt } };
};

/** A row as it is shown: its key and its fields. */
const rowSchema = (view: View): Schema => {
  const own = schemaOf(view.row);
  return { ...own, required: ['key', ...(own['required'] as string[])], properties: { key: text, ...(own['properties'] as object) } };
};

/** An answer as it is shown: its fields, and what it says of its time. */
const answerSchema = ({ answers }: Inquiry): Schema => {
  const own = schemaOf(answers);
  return { ...own, required: [...(own['required'] as string[]), 'position'], properties: { ...(own['properties'] as object), ...told } };
};

/** Every schema of the document, by name. */
export const schemasOf = ({ commands, queries, inquiries }: Buses): Record<string, Schema> => ({
  ...fixed,
  ...Object.fromEntries(commands.filter(({ decider, type }) => !decider.internal?.includes(type)).map((one) => [one.type, commandSchema(one)])),
  ...Object.fromEntries(queries.map(({ view }) => [schemaNameOf(view), rowSchema(view)])),
  ...Object.fromEntries(inquiries.map(({ inquiry }) => [schemaNameOf(inquiry), answerSchema(inquiry)])),
  ...Object.fromEntries(queries.filter(({ view }) => view.edges).map(({ view }) => [`${schemaNameOf(view)}Edge`, schemaOf(view.row)])),
});
