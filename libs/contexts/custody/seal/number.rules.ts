const NUMBER = /^(.+)-(0|[1-9][0-9]{0,15})$/;

/** The range to which a seal’s number belongs: what stands before its last hyphen. A hyphen alone for a number without one: no range has that name. */
export const rangeOf = (seal: string): string => NUMBER.exec(seal)?.[1] ?? '-';

/** The number within the range; undefined if it does not end in one, or is written with zeros before it: each seal has one spelling. */
export const serialOf = (seal: string): number | undefined => {
  const serial = NUMBER.exec(seal)?.[2];
  return serial === undefined ? undefined : Number(serial);
};
