import { context } from '#kernel';
import { participantProduction } from './participant-production/participant-production.view.ts';
import { correctedLotRestatesRecord } from './production/corrected-lot-restates-record.reaction.ts';
import { production } from './production/production.decider.ts';
import { productions } from './productions/productions.view.ts';
import { sample } from './sample/sample.decider.ts';
import { samples } from './samples/samples.view.ts';
import { siteProduction } from './site-production/site-production.view.ts';
import { site } from './site/site.decider.ts';
import { sites } from './sites/sites.view.ts';

export const extraction = context('extraction', {
  deciders: [site, production, sample],
  views: [sites, productions, siteProduction, participantProduction, samples],
  reactions: [correctedLotRestatesRecord],
});
