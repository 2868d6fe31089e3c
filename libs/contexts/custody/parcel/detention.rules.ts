import { because, IsCaseId, isAuthorityOf, IsText, type DataOf, type Decision, type Refusal } from '#kernel';
import type { ParcelEvent } from './parcel.events.ts';
import type { Parcel } from './parcel.recollection.ts';
import { carriesNoMore, no, notClosed, type AskedOfParcel } from './parcel.rules.ts';

export class DetainParcel { @IsCaseId() case!: string; @IsText() grounds!: string }
export class LiftParcelDetention { @IsText() reason!: string }

/** Where a closed parcel lies, in whose hands: at home until it left; with the importer once it was shown there. On its way it is nowhere. */
const placeOf = ({ status, holder, certificate: number }: Parcel, { subject, facts: { holder: { participant }, certificate } }: AskedOfParcel): Readonly<{ holder: string; participant: string | undefined }> | Refusal => {
  if (status === 'sealed' || !certificate.parcels.includes(subject) || (!certificate.left && !certificate.there) || carriesNoMore(certificate, subject)) return { holder, participant };
  if (certificate.there || certificate.status === 'confirmed') return { holder: certificate.importer, participant: certificate.to };
  return because(no.OnItsWay, `Parcel ${subject} left under certificate ${number} and was not shown to an authority yet.`, { certificate: number });
};

/** Why this case does not stop this parcel; undefined if it does. */
const notCalledFor = ({ lots }: Parcel, name: string, { subject, facts: { case: of } }: AskedOfParcel): Refusal | undefined => {
  if (of.status === 'none' || of.status === 'dismissed') return because(no.NoCase, `Case ${name} is ${of.status === 'none' ? 'not opened' : 'dismissed'}.`, { case: name, status: of.status }, '#/case');
  const named = of.parcels.includes(subject) || lots.some(({ lot }) => of.lots.some((named) => lot === named || lot.startsWith(`${named}.`)));
  return named ? undefined : because(no.NoCase, `Case ${name} names neither parcel ${subject} nor a lot in it.`, { case: name }, '#/case');
};

const notThere = (participant: string, named: string, { by, subject, facts: { case: of } }: AskedOfParcel): Refusal | undefined => (isAuthorityOf(by, participant) && of.participant === participant ? undefined
  : because(no.NotDetaining, `Parcel ${subject} lies in ${participant || 'no territory'}; the case is of ${of.participant || 'nobody'}.`, { participant, case: named }));

/** Stops a closed parcel, with all that lies in it: before it leaves, or where it arrived. */
export const detain = (parcel: Parcel, { case: named, grounds }: DataOf<typeof DetainParcel>, asked: AskedOfParcel): Decision<ParcelEvent> => {
  const { by, subject } = asked;
  const refused = notClosed(parcel);
  if (refused) return refused;
  if (parcel.detention) return because(no.ParcelFrozen, `Parcel ${subject} is detained by ${parcel.detention.authority} under case ${parcel.detention.case}.`, { case: parcel.detention.case });
  const place = placeOf(parcel, asked);
  if ('refused' in place) return place;
  const { holder, participant = '' } = place;
  return notThere(participant, named, asked) ?? notCalledFor(parcel, named, asked) ?? [{ type: 'ParcelDetained', data: {
    case: named, authority: by.party, participant, holder, milliCarats: parcel.milliCarats, grounds, ...(holder !== parcel.holder && { certificate: parcel.certificate }),
  } }];
};

/** The parcel is what it was before. */
export const lift = (parcel: Parcel, { reason }: DataOf<typeof LiftParcelDetention>, { by, subject, facts: { certificate } }: AskedOfParcel): Decision<ParcelEvent> => {
  const { detention } = parcel;
  if (detention === undefined) return because(no.NotDetained, `Parcel ${subject} is not detained.`);
  if (detention.authority !== by.party) return because(no.NotDetaining, `${detention.authority} detained parcel ${subject} under case ${detention.case}.`, { authority: detention.authority, case: detention.case });
  const holder = certificate.there || certificate.status === 'confirmed' ? certificate.importer : parcel.holder;
  return [{ type: 'ParcelDetentionLifted', data: { case: detention.case, authority: by.party, holder, milliCarats: parcel.milliCarats, reason } }];
};
