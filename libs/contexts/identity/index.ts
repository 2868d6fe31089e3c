import { context } from '#kernel';
import { officer } from './officer/officer.decider.ts';
import { officers } from './officers/officers.view.ts';
import { participant } from './participant/participant.decider.ts';
import { participants } from './participants/participants.view.ts';
import { parties } from './parties/parties.view.ts';
import { party } from './party/party.decider.ts';
import { standings } from './standings/standings.inquiry.ts';

/** Who takes part in the scheme, who handles rough in each territory, and who may sign for its authorities. */
export const identity = context('identity', { deciders: [participant, party, officer], views: [participants, parties, officers], inquiries: [standings] });
