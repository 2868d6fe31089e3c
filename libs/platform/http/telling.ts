import { ApiHeader, ApiQuery } from '@nestjs/swagger';
import type { Told } from '#platform/cqrs';
import { CLOCKS } from '#platform/read-models';

/** What every answer says of its time, for the document. */
export const told = {
  position: { type: 'string', description: 'Up to where the answer knows the log.' },
  asOf: { type: 'string', description: 'As asked: only what had happened by this day is in the answer.' },
  knownAt: { type: 'string', description: 'As asked: only what the ledger had been told by then is in the answer.' },
  notYet: { type: 'integer', minimum: 0, description: 'Of a moment: how many changes are left out because what they change had not happened yet.' },
  ageMs: { type: 'integer', minimum: 0, description: 'Only while the store of the log cannot be reached: for how long. What was written since is not in the answer.' },
} as const;

/** The same, of one answer. */
export const toldOf = ({ position, asOf, knownAt, notYet, ageMs }: Told): Told => (
  { position, ...(asOf !== undefined && { asOf }), ...(knownAt !== undefined && { knownAt }), ...(notYet !== undefined && { notYet }), ...(ageMs !== undefined && { ageMs }) });

/** The parameters by which any look says when, for the document. */
export const askedWhen = (): MethodDecorator => (target, name, descriptor) => {
  const description = 'Waits until the views know the log up to here: the position of a receipt.';
  for (const part of [
    ApiHeader({ name: 'Min-Position', required: false, description, schema: { type: 'string' } }),
    ApiQuery({ name: 'minPosition', required: false, description: 'The same, where a header cannot be set.', schema: { type: 'string' } }),
    ApiQuery({ name: 'asOf', required: false, description: `As things stood at the end of a day, by what is known: ${CLOCKS.asOf.says}.`, schema: { type: 'string', format: 'date' } }),
    ApiQuery({ name: 'knownAt', required: false, description: `By what the ledger had been told by then: ${CLOCKS.knownAt.says}.`, schema: { type: 'string' } }),
  ]) part(target, name as string, descriptor);
};
