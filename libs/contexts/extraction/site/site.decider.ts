import { because, factOf, isAuthorityOf, IsSiteId, refusals, type DataOf, type Decider, type Refusal } from '#kernel';
import { participant, type Participant } from '../participant/participant.recollection.ts';
import { registeredParty, type RegisteredParty } from '../party/party.recollection.ts';
import { isPlace, placeInWords } from './place.rules.ts';
import { siteEvents } from './site.events.ts';

/** In which zone a site lies, from that day on. */
export type Zoned = DataOf<typeof siteEvents.SiteZoned>;
/** A site as licensed, with the zones in which it lay, in the order of days; or nothing. */
export type Site = Readonly<{ registered: false }> | (Readonly<{ registered: true; zones: readonly Zoned[] }> & DataOf<typeof siteEvents.SiteRegistered>);
type Facts = { operator: RegisteredParty; territory: Participant };

const commands = { RegisterSite: siteEvents.SiteRegistered, ZoneSite: siteEvents.SiteZoned };

const no = refusals({
  AlreadyRegistered: { cites: 'extraction/1',      says: 'This site is already registered.' },
  NotItsAuthority:   { forbids: true, cites: 'KPCS Annex II ¶9',  says: 'A site is licensed and registered by the authority of the Participant in whose territory it lies.' },
  UnknownOperator:   { cites: 'KPCS Annex II ¶13', says: 'The operator of a site is a registered party.' },
  ForeignOperator:   { cites: 'extraction/2',      says: 'The operator of a site is registered in the territory where the site lies.' },
  LicenceReversed:   { cites: 'extraction/3',      says: 'A licence does not end before it begins.' },
  NoSuchPlace:       { cites: 'extraction/8',      says: 'Where a site lies is a latitude from -90 to 90 degrees and a longitude, both or neither.' },
  UnknownSite:       { cites: 'KPCS Annex II ¶9',  says: 'Only a registered site lies in a zone.' },
  UnknownZone:       { cites: 'UN A/RES/77/277 ¶4(d)', says: 'A site lies in a zone that is registered, and part of the territory of its Participant.' },
  ZoneTheSame:       { cites: 'extraction/30',     says: 'The site lies in this zone already.' },
  BeforeItsLastZone: { cites: 'extraction/31',     says: 'A site does not come into a zone before it came into the one it follows.' },
});

/** Something is said of the place, but it is none. */
const isHalfSaid = (said: DataOf<typeof siteEvents.SiteRegistered>) => (said.latitude !== undefined || said.longitude !== undefined) && !isPlace(said);

const notThere = (zone: string, of: string, { zones }: Participant): Refusal | undefined => {
  if (!zone.startsWith(`${of}-`)) return because(no.UnknownZone, `${zone} is a zone of ${zone.slice(0, 2)}; the site lies in ${of}.`, { zone, participant: of }, '#/zone');
  return zones.includes(zone) ? undefined : because(no.UnknownZone, `No zone ${zone} is registered in ${of}.`, { zone, participant: of }, '#/zone');
};

const notNew = (last: Zoned | undefined, { zone, from }: Zoned): Refusal | undefined => {
  if (last?.zone === zone) return because(no.ZoneTheSame, `It lies in ${zone} from ${last.from}.`, { zone, from: last.from }, '#/zone');
  return last && from < last.from ? because(no.BeforeItsLastZone, `It would lie in ${zone} from ${from}; it came into ${last.zone} on ${last.from}.`, { from, lastFrom: last.from }, '#/from') : undefined;
};

/** A mine or an artisanal site, licensed to one operator (KPCS Annex II ¶9, ¶11-12). */
export const site: Decider<Site, typeof siteEvents, typeof commands, Facts> = {
  noun: 'site',
  id: IsSiteId,
  events: siteEvents,
  commands,
  refusals: no,
  facts: {
    operator: factOf(registeredParty, ({ operator }: { operator?: string }) => operator),
    territory: factOf(participant, (_, now: Site, { command }) => (command === 'ZoneSite' && now.registered ? now.participant : undefined)),
  },
  initial: { registered: false },

  evolve: {
    SiteRegistered: (_, data) => ({ registered: true, zones: [], ...data }),
    SiteZoned: (now, zoned) => (now.registered ? { ...now, zones: [...now.zones, zoned] } : now),
  },

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

    ZoneSite: (now, data, { by, facts: { territory } }) => {
      if (!now.registered) return no.UnknownSite;
      const { participant: of, zones } = now;
      if (!isAuthorityOf(by, of)) return because(no.NotItsAuthority, `The site lies in ${of}; an authority of ${of} says in which zone.`, { participant: of });
      return notThere(data.zone, of, territory) ?? notNew(zones.at(-1), data) ?? [{ type: 'SiteZoned', data }];
    },
  },
};
