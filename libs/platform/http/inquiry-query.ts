import { fieldsOf, type Field, type Inquiry } from '#kernel';
import type { When } from '#platform/cqrs';
import { Parameters, valueOf, WHEN, whenOf } from './parameters.ts';
import type { Request } from './wire.ts';

type Asked = Readonly<Record<string, string | number>>;

const readField = (field: Field, parameters: Parameters, given: Request['query']): string | number | undefined => {
  if (!field.optional && given[field.name] === undefined) parameters.complain(field.name, `must be given: ${field.says}`);
  return parameters.take(field.name, field.says, (text) => valueOf(field, text));
};

type Asks = Pick<Inquiry, 'asks' | 'amiss'>;

const readAsked = (inquiry: Asks, parameters: Parameters, given: Request['query']): Asked => {
  const asked: Record<string, string | number> = {};
  for (const field of fieldsOf(inquiry.asks).values()) {
    const value = readField(field, parameters, given);
    if (value !== undefined) asked[field.name] = value;
  }
  // Only what is well-formed is looked at together.
  if (parameters.wrong.length > 0 || !inquiry.amiss) return asked;
  for (const { pointer, detail } of inquiry.amiss(asked as never)) parameters.complain(pointer.replace(/^#\//, ''), detail);
  return asked;
};

/** Reads what an inquiry is asked with, as a command line gives it. @throws Malformed naming the parameter */
export const readInquiry = (inquiry: Inquiry, given: Readonly<Record<string, string | string[]>>): Asked => {
  const parameters = new Parameters(given, new Set(fieldsOf(inquiry.asks).keys()));
  const asked = readAsked(inquiry, parameters, given);
  parameters.done();
  return asked;
};

/** Reads what is asked of an inquiry, or of whatever else has parameters. @throws Malformed naming the parameter */
export const inquiryReader = (inquiry: Asks) => {
  const known = new Set([...fieldsOf(inquiry.asks).keys(), ...WHEN]);
  return (request: Request): { asked: Asked; when: When } => {
    const parameters = new Parameters(request.query, known);
    const [asked, when] = [readAsked(inquiry, parameters, request.query), whenOf(request, parameters)];
    parameters.done();
    return { asked, when };
  };
};
