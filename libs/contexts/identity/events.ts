export { participantEvents, type ParticipantEvent } from './participant/participant.events.ts';
export { partyEvents, PARTY_KINDS, type PartyEvent, type PartyKind } from './party/party.events.ts';
export { officerEvents, POWERS, type OfficerEvent, type Power } from './officer/officer.events.ts';
