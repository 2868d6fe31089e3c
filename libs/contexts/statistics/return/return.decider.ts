import { because, inCarats, inUsd, isAuthorityOf, IsReturnId, refusals, type DataOf, type Decider, type Refusal } from '#kernel';
import { returnEvents } from './return.events.ts';

type Return = Readonly<{ statements: number }>;
type Statement = DataOf<typeof returnEvents.ReturnFiled>;

const commands = { FileReturn: returnEvents.ReturnFiled };

/** More than the whole world ever mined in a year: 176.7 million ct in 2005, 16 billion USD in 2022. */
const MOST_MILLI_CARATS = 200_000_000_000;
const MOST_USD_CENTS = 2_000_000_000_000;

const no = refusals({
  NotItsAuthority:         { forbids: true, cites: 'KPCS IV(e)',           says: 'A Participant’s returns are filed by its own authority.' },
  WrongId:                 { cites: 'statistics/1',         says: 'The id of a return names its Participant, year, half and scale, as BW-2005-H1-all.' },
  NilWithGoods:            { cites: 'statistics/2',         says: 'A nil return says that nothing was mined: it holds no carats and no value.' },
  ProductionWithoutCarats: { cites: 'statistics/3',         says: 'A return of production holds carats; if nothing was mined, file it as nil.' },
  Implausible:             { cites: 'KPCS Annex III(c)',    says: 'One return cannot hold more than the whole world mines in a year.' },
});

const empty = ({ declaration, milliCarats, usdCents }: Statement): Refusal | undefined => {
  if (declaration === 'production') {
    return milliCarats > 0 ? undefined : because(no.ProductionWithoutCarats, 'The return declares production of 0.000 ct.', { milliCarats }, '#/milliCarats');
  }
  if (milliCarats === 0 && usdCents === 0) return undefined;
  return because(no.NilWithGoods, `The return declares nil, but holds ${inCarats(milliCarats)} ct worth ${inUsd(usdCents)} USD.`,
    { milliCarats, usdCents }, milliCarats > 0 ? '#/milliCarats' : '#/usdCents');
};

const implausible = ({ milliCarats, usdCents }: Statement): Refusal | undefined => {
  if (milliCarats > MOST_MILLI_CARATS) {
    return because(no.Implausible, `${inCarats(milliCarats)} ct in one return; the most it can hold is ${inCarats(MOST_MILLI_CARATS)} ct.`,
      { milliCarats, mostMilliCarats: MOST_MILLI_CARATS }, '#/milliCarats');
  }
  if (usdCents > MOST_USD_CENTS) {
    return because(no.Implausible, `${inUsd(usdCents)} USD in one return; the most it can hold is ${inUsd(MOST_USD_CENTS)} USD.`,
      { usdCents, mostUsdCents: MOST_USD_CENTS }, '#/usdCents');
  }
  return undefined;
};

/**
 * One Participant’s production return of one half-year (KPCS Annex III(c)). What is filed again under the same id is a restatement: the latest holds, none is lost.
 * Carats without value, and returns before the period is over, are in the published returns; they are recorded as they came.
 */
export const productionReturn: Decider<Return, typeof returnEvents, typeof commands> = {
  noun: 'return',
  id: IsReturnId,
  events: returnEvents,
  commands,
  refusals: no,
  initial: { statements: 0 },

  evolve: {
    ReturnFiled:    ({ statements }) => ({ statements: statements + 1 }),
    ReturnRestated: ({ statements }) => ({ statements: statements + 1 }),
  },

  decide: {
    FileReturn: ({ statements }, data, { by, subject }) => {
      const { participant, year, half, scale } = data;
      if (!isAuthorityOf(by, participant)) {
        return because(no.NotItsAuthority, `The returns of ${participant} are filed by an authority of ${participant}.`, { participant }, '#/participant');
      }
      const id = `${participant}-${year}-H${half}-${scale}`;
      if (subject !== id) return because(no.WrongId, `This content belongs under ${id}, not under ${subject}.`, { expected: id, found: subject });
      return empty(data) ?? implausible(data) ?? [{ type: statements === 0 ? 'ReturnFiled' : 'ReturnRestated', data }];
    },
  },
};
