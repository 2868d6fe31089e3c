import { context } from '#kernel';
import { decision } from './decision/decision.decider.ts';
import { decisions } from './decisions/decisions.view.ts';
import { officer } from './officer/officer.decider.ts';
import { officers } from './officers/officers.view.ts';
import { participant } from './participant/participant.decider.ts';
import { participants } from './participants/participants.view.ts';
import { parties } from './parties/parties.view.ts';
import { party } from './party/party.decider.ts';
import { reviewer } from './reviewer/reviewer.decider.ts';
import { reviewers } from './reviewers/reviewers.view.ts';
import { standings } from './standings/standings.inquiry.ts';

/** Who takes part in the scheme, who handles rough in each territory, who may sign for its authorities, and by which decisions all that changed. */
export const identity = context('identity', { deciders: [participant, decision, party, officer, reviewer], views: [participants, decisions, parties, officers, reviewers], inquiries: [standings] });
