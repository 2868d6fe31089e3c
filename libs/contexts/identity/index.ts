import { context } from '#kernel';
import { participant } from './participant/participant.decider.ts';
import { participants } from './participants/participants.view.ts';
import { parties } from './parties/parties.view.ts';
import { party } from './party/party.decider.ts';

export const identity = context('identity', { deciders: [participant, party], views: [participants, parties], reactions: [] });
