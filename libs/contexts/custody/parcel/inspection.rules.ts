import { because, isAuthorityOf, IsMilliCarats, IsPersonId, IsSeal, IsText, ListOf, Optional, personOf, type DataOf, type Decision, type Refusal } from '#kernel';
import type { ParcelEvent } from './parcel.events.ts';
import type { Parcel } from './parcel.recollection.ts';
import { no, notBound, notClosed, type AskedOfParcel } from './parcel.rules.ts';

const MOST_OFFICERS = 10;

export class InspectParcel {
  /** Who was there: two, of whom whoever enters it is one. */
  @ListOf(IsPersonId, 1, MOST_OFFICERS) officers!: string[];
  @IsText() reason!: string;
  /** The seal of the authority that closes it again, used for this parcel before. */
  @IsSeal() newSeal!: string;
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
}

/** Why this actor may not open the parcel to look into it; undefined if he may. */
const notInspector = ({ status }: Parcel, { by, facts: { holder, certificate } }: AskedOfParcel): Refusal | undefined => {
  const territories = [holder.participant, status === 'presented' ? certificate.to : undefined].filter((territory) => territory !== undefined);
  return territories.some((territory) => isAuthorityOf(by, territory)) ? undefined
    : because(no.NotInspector, `The parcel lies in ${territories.join(', and goes to ') || 'no territory'}.`, { territories: territories.join(' ') });
};

const notTwo = (officers: readonly string[], acting: string): Refusal | undefined => {
  const there = officers.includes(acting);
  return officers.length >= 2 && there ? undefined
    : because(no.TwoOfficers, `There are ${officers.length} officers; ${acting} is ${there ? '' : 'not '}one of them.`, { officers: officers.length }, '#/officers');
};

/** An authority looks into a closed parcel, before two officers, and closes it under a seal of its own. Nothing is taken out. */
export const inspect = (parcel: Parcel, { officers, reason, newSeal, foundMilliCarats }: DataOf<typeof InspectParcel>, asked: AskedOfParcel): Decision<ParcelEvent> => {
  const { by, subject, facts } = asked;
  const refused = notClosed(parcel) ?? notInspector(parcel, asked) ?? notTwo(officers, personOf(by));
  if (refused) return refused;
  const unbound = newSeal === parcel.seal ? because(no.SealNotBound, `Seal ${newSeal} is the one that was opened.`, { seal: newSeal }) : notBound(facts.seal, newSeal, by.party, subject);
  if (unbound) return { ...unbound, pointer: '#/newSeal' };
  return [{ type: 'ParcelInspected', data: { authority: by.party, officers, reason, seal: parcel.seal, newSeal, ...(foundMilliCarats !== undefined && { foundMilliCarats }) } }];
};
