import { context } from '#kernel';
import { expectedArrivals } from './arrivals/expected-arrivals.view.ts';
import { auditSample } from './audit/audit-sample.inquiry.ts';
import { certificate } from './certificate/certificate.decider.ts';
import { expiring } from './certificate/expiring.rules.ts';
import { goesOnUnderOtherNumbers } from './certificate/goes-on-under-other-numbers.reaction.ts';
import { warnsOfANumber } from './certificate/warns-of-a-number.reaction.ts';
import { certificates } from './certificates/certificates.view.ts';
import { corridorLines } from './corridors/corridor-lines.view.ts';
import { corridors } from './corridors/corridors.view.ts';
import { discrepancies } from './discrepancies/discrepancies.view.ts';
import { flags } from './flags/flags.view.ts';
import { matching } from './matching/matching.inquiry.ts';
import { numbering } from './numbering/numbering.decider.ts';
import { numberBlocks } from './numbers/number-blocks.inquiry.ts';
import { numberPages } from './numbers/number-pages.view.ts';
import { numberSeries } from './numbers/number-series.view.ts';
import { exportPackage } from './package/package.decider.ts';
import { packageMatching } from './packages/package-matching.inquiry.ts';
import { packagesDue } from './packages/packages-due.view.ts';
import { packages } from './packages/packages.view.ts';
import { verify } from './verify/verify.inquiry.ts';
import { unsettled } from './watch/unsettled.view.ts';
import { watchList } from './watch/watch-list.inquiry.ts';

export { STATES, STEPS, stepsFrom } from './certificate/steps.rules.ts';

/** Which shipments crossed which border under which certificate. */
export const certification = context('certification', {
  deciders: [certificate, numbering, exportPackage],
  views: [certificates, expectedArrivals, unsettled, discrepancies, numberSeries, numberPages, corridors, corridorLines, packages, packagesDue, flags],
  reactions: [goesOnUnderOtherNumbers, warnsOfANumber],
  watches: expiring,
  inquiries: [watchList, matching, numberBlocks, verify, packageMatching, auditSample],
});
