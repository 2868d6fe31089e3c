import { because, factOf, factsOf, IsCertificateNumber, IsLotId, IsParcelId, IsSeal, ListOf, type DataOf, type Decider, type Decision, type Refusal } from '#kernel';
import { certificate } from '../certificate/certificate.recollection.ts';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { parcelEvents, type ParcelEvent } from './parcel.events.ts';
import { parcelSoFar, type Parcel } from './parcel.recollection.ts';
import { linesOf, no, notPacked, originsOf, totalsOf, type AskedOfParcel, type Facts } from './parcel.rules.ts';

class SealParcel {
  @IsSeal() seal!: string;
  @ListOf(IsLotId, 1, 1_000) lots!: string[];
}
class PresentParcel { @IsCertificateNumber() certificate!: string }
class WithdrawParcel {}
class OpenParcel {}

const commands = { SealParcel, PresentParcel, WithdrawParcel, OpenParcel };

const packed = (lot: string, { milliCarats, usdCents, hsCode, origins }: Lot) => ({ lot, milliCarats, usdCents, hsCode, origins: [...origins] });

/** The one decision that closes a parcel: every lot was claimed for it on the lot’s own stream, and every figure is their sum. */
const seal = (parcel: Parcel, { seal, lots: ids }: DataOf<typeof SealParcel>, asked: AskedOfParcel): Decision<ParcelEvent> => {
  if (parcel.status !== 'none') return no.AlreadySealed;
  const known = asked.facts.lots;
  for (const [i, id] of ids.entries()) {
    const refused = notPacked(known.get(id), id, i, asked);
    if (refused) return refused;
  }
  const lots = ids.map((id) => packed(id, known.get(id)!));
  const totals = totalsOf(lots);
  if (!totals) return because(no.BeyondCount, `${ids.length} lots together pass 2^53 thousandths of a carat, or cents.`, { lots: ids.length }, '#/lots');
  return [{ type: 'ParcelSealed', data: { holder: asked.by.party, seal, lots, ...totals, lines: linesOf(lots), origins: originsOf(lots) } }];
};

/** Why there is no closed parcel here; undefined if there is one. */
const notClosed = ({ status }: Parcel): Refusal | undefined => {
  if (status === 'none') return no.NoSuchParcel;
  return status === 'opened' ? no.AlreadyOpened : undefined;
};

/** Shows the parcel to the Exporting Authority. From here only the named certificate’s decision lets it go. */
const present = (parcel: Parcel, { certificate }: DataOf<typeof PresentParcel>, { by, facts }: AskedOfParcel): Decision<ParcelEvent> => {
  const refused = notClosed(parcel);
  if (refused) return refused;
  if (parcel.holder !== by.party) return no.NotParcelHolder;
  if (parcel.status === 'presented') return because(no.AlreadyPresented, `It is presented for certificate ${parcel.certificate}.`, { certificate: parcel.certificate });
  if (!certificate.startsWith(by.participant)) return because(no.ForeignCertificate, `${certificate} does not start with ${by.participant}.`, { certificate }, '#/certificate');
  if (facts.certificate.status !== 'none') return because(no.CertificateClosed, `Certificate ${certificate} is ${facts.certificate.status}.`, { certificate }, '#/certificate');
  return [{ type: 'ParcelPresented', data: { holder: by.party, certificate } }];
};

/** A certificate is issued once. Void, or issued without this parcel, it will never carry it. */
const neverCarries = ({ status, parcels }: Facts['certificate'], parcel: string): boolean =>
  status === 'void' || (status !== 'none' && !parcels.includes(parcel));

const withdraw = (parcel: Parcel, _: DataOf<typeof WithdrawParcel>, { by, subject, facts }: AskedOfParcel): Decision<ParcelEvent> => {
  const refused = notClosed(parcel);
  if (refused) return refused;
  if (parcel.status !== 'presented') return no.NotPresented;
  if (parcel.holder !== by.party) return no.NotParcelHolder;
  if (!neverCarries(facts.certificate, subject)) return because(no.UnderCertificate, `Certificate ${parcel.certificate} is not void.`, { certificate: parcel.certificate });
  return [{ type: 'ParcelWithdrawn', data: { holder: by.party, certificate: parcel.certificate } }];
};

/** In whose hands a closed parcel is: the importer’s, once the import is confirmed; a refusal, while it is under a certificate. */
const holderOf = (parcel: Parcel, { by, subject, facts }: AskedOfParcel): string | Refusal => {
  const { status, parcels, importer } = facts.certificate;
  if (parcel.status === 'sealed') return parcel.holder;
  if (status === 'confirmed' && parcels.includes(subject)) return importer;
  if (parcel.holder !== by.party && importer !== by.party) return no.NotParcelHolder;
  return because(no.UnderCertificate, `It is presented for certificate ${parcel.certificate}.`, { certificate: parcel.certificate });
};

const open = (parcel: Parcel, _: DataOf<typeof OpenParcel>, asked: AskedOfParcel): Decision<ParcelEvent> => {
  const refused = notClosed(parcel);
  if (refused) return refused;
  const holder = holderOf(parcel, asked);
  if (typeof holder !== 'string') return holder;
  if (holder !== asked.by.party) return no.NotParcelHolder;
  const { seal, lots, milliCarats, certificate } = parcel;
  return [{ type: 'ParcelOpened', data: {
    holder, seal, lots: lots.map(({ lot, milliCarats, usdCents }) => ({ lot, milliCarats, usdCents })), milliCarats,
    ...(parcel.status === 'presented' ? { certificate } : {}),
  } }];
};

/** Lots under one seal. It is closed once, shown for one certificate at a time, and opened once. */
export const parcel: Decider<Parcel, typeof parcelEvents, typeof commands, Facts> = {
  noun: 'parcel',
  id: IsParcelId,
  events: parcelEvents,
  commands,
  refusals: no,
  facts: {
    lots: factsOf(lotSoFar, ({ lots }: Partial<SealParcel>) => lots ?? []),
    certificate: factOf(certificate, ({ certificate: named }: Partial<PresentParcel>, { status, certificate }: Parcel) =>
      named ?? (status === 'presented' ? certificate : undefined)),
  },
  initial: parcelSoFar.initial,
  evolve: parcelSoFar.on,
  decide: { SealParcel: seal, PresentParcel: present, WithdrawParcel: withdraw, OpenParcel: open },
};
