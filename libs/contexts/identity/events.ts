export { decisionEvents, type DecisionEvent, type DecisionKind } from './decision/decision.events.ts';
export { Conditions, participantEvents, type ParticipantEvent } from './participant/participant.events.ts';
export { isOpen, STANDINGS, type Standing } from './participant/ladder.events.ts';
export { partyEvents, PARTY_KINDS, PARTY_STANDINGS, unlicensedOn, type PartyEvent, type PartyKind, type PartyStanding } from './party/party.events.ts';
export { officerEvents, POWERS, type OfficerEvent, type Power } from './officer/officer.events.ts';
export { reviewerEvents, type ReviewerEvent } from './reviewer/reviewer.events.ts';
