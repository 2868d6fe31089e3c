import { because, factOf, isAuthorityOf, IsSiteId, refusals, type DataOf, type Decider } from '#kernel';
import { registeredParty, type RegisteredParty } from '../party/party.recollection.ts';
import { isPlace, placeInWords } from './place.rules.ts';
import { siteEvents } from './site.events.ts';

/** A site as licensed, or nothing. */
export type Site = Readonly<{ registered: false }> | (Readonly<{ registered: true }> & DataOf<typeof siteEvents.SiteRegistered>);

const commands = { RegisterSite: siteEvents.SiteRegistered };

const no = refusals({
  AlreadyRegistered: { cites: 'extraction/1',      says: 'This site is already registered.' },
  NotItsAuthority:   { forbids: true, cites: 'KPCS Annex II ¶9',  says: 'A site is licensed and registered by the authority of the Participant in whose territory it lies.' },
  UnknownOperator:   { cites: 'KPCS Annex II ¶13', says: 'The operator of a site is a registered party.' },
  ForeignOperator:   { cites: 'extraction/2',      says: 'The operator of a site is registered in the territory where the site lies.' },
  LicenceReversed:   { cites: 'extraction/3',      says: 'A licence does not end before it begins.' },
  NoSuchPlace:       { cites: 'extraction/8',      says: 'Where a site lies is a latitude from -90 to 90 degrees and a longitude, both or neither.' },
});

/** Something is said of the place, but it is none. */
const isHalfSaid = (said: DataOf<typeof siteEvents.SiteRegistered>) => (said.latitude !== undefined || said.longitude !== undefined) && !isPlace(said);

/** A mine or an artisanal site, licensed to one operator (KPCS Annex II ¶9, ¶11-12). */
export const site: Decider<Site, typeof siteEvents, typeof commands, { operator: RegisteredParty }> = {
  noun: 'site',
  id: IsSiteId,
  events: siteEvents,
  commands,
  refusals: no,
  facts: { operator: factOf(registeredParty, ({ operator }) => operator) },
  initial: { registered: false },

  evolve: { SiteRegistered: (_, data) => ({ registered: true, ...data }) },

  decide: {
    RegisterSite: ({ registered }, data, { by, facts: { operator } }) => {
      if (registered) return no.AlreadyRegistered;
      if (!isAuthorityOf(by, data.participant)) {
        return because(no.NotItsAuthority, `A site in ${data.participant} is registered by an authority of ${data.participant}.`, { participant: data.participant }, '#/participant');
      }
      if (operator.participant === '') return because(no.UnknownOperator, `No party ${data.operator} is registered.`, { operator: data.operator }, '#/operator');
      if (operator.participant !== data.participant) {
        return because(no.ForeignOperator, `${data.operator} is registered in ${operator.participant}, the site lies in ${data.participant}.`,
          { operator: data.operator, registeredIn: operator.participant, participant: data.participant }, '#/operator');
      }
      if (data.licensedTo < data.licensedFrom) {
        return because(no.LicenceReversed, `The licence would end on ${data.licensedTo}, before it begins on ${data.licensedFrom}.`,
          { licensedFrom: data.licensedFrom, licensedTo: data.licensedTo }, '#/licensedTo');
      }
      if (isHalfSaid(data)) return because(no.NoSuchPlace, `This is no place: ${placeInWords(data)}.`, {}, data.longitude === undefined ? '#/longitude' : '#/latitude');
      return [{ type: 'SiteRegistered', data }];
    },
  },
};
