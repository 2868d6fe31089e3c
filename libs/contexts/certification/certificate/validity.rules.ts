import { because, refusals, type Refusal } from '#kernel';
import type { Certificate } from './state.rules.ts';

export const no = refusals({
  OutsideValidity: { cites: 'KPCS III(a)', says: 'Goods leave from the day of issue to the day of expiry.' },
});

/** Why the certificate is not valid on that day; undefined if it is. */
export const outsideValidity = ({ issuedOn, expiresOn }: Certificate, on: string): Refusal | undefined =>
  (on >= issuedOn && on <= expiresOn ? undefined : because(no.OutsideValidity, `It is valid from ${issuedOn} to ${expiresOn}; the day is ${on}.`, { issuedOn, expiresOn, on }));
