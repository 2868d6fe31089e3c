import { context } from '#kernel';
import { balances } from './balances/balances.view.ts';
import { blend } from './blend/blend.decider.ts';
import { decidedBlendSettlesLots } from './blend/decided-blend-settles-lots.reaction.ts';
import { hangingBlend } from './blend/hanging.rules.ts';
import { startedBlendReservesLots } from './blend/started-blend-reserves-lots.reaction.ts';
import { blends } from './blends/blends.view.ts';
import { corrections } from './corrections/corrections.view.ts';
import { disputes } from './disputes/disputes.view.ts';
import { group } from './group/group.decider.ts';
import { groups } from './groups/groups.view.ts';
import { hands } from './hands/hands.view.ts';
import { holdings } from './holdings/holdings.view.ts';
import { leads } from './leads/leads.view.ts';
import { limit } from './limit/limit.decider.ts';
import { limits } from './limits/limits.view.ts';
import { lineage } from './lineage/lineage.view.ts';
import { lossReport } from './losses/loss-report.inquiry.ts';
import { losses } from './losses/losses.view.ts';
import { lot } from './lot/lot.decider.ts';
import { receivedLotBreaksBag } from './lot/received-lot-breaks-bag.reaction.ts';
import { lots } from './lots/lots.view.ts';
import { abandonedParcelFreesLots } from './parcel/abandoned-parcel-frees-lots.reaction.ts';
import { begunParcelPacksLots } from './parcel/begun-parcel-packs-lots.reaction.ts';
import { openedParcelBreaksSeal } from './parcel/opened-parcel-breaks-seal.reaction.ts';
import { hangingParcel } from './parcel/hanging.rules.ts';
import { openedParcelFreesLots } from './parcel/opened-parcel-frees-lots.reaction.ts';
import { parcel } from './parcel/parcel.decider.ts';
import { reissuedCertificateTakesParcels } from './parcel/reissued-certificate-takes-parcels.reaction.ts';
import { parcels } from './parcels/parcels.view.ts';
import { recall } from './recall/recall.inquiry.ts';
import { seal } from './seal/seal.decider.ts';
import { sealrange } from './sealrange/sealrange.decider.ts';
import { sealRanges } from './sealranges/sealranges.view.ts';
import { seals } from './seals/seals.view.ts';
import { stocktake } from './stocktake/stocktake.decider.ts';
import { stocktakes } from './stocktakes/stocktakes.view.ts';
import { whereabouts } from './whereabouts/whereabouts.inquiry.ts';

/** Who holds which goods, whose they are, where they come from, and in what they lie. */
export const custody = context('custody', {
  deciders: [lot, blend, parcel, seal, sealrange, limit, group, stocktake],
  views: [
    lots, blends, parcels, seals, sealRanges, groups, stocktakes, limits, holdings, balances, lineage, leads, hands, disputes, losses, corrections,
  ],
  reactions: [
    startedBlendReservesLots, decidedBlendSettlesLots, begunParcelPacksLots, abandonedParcelFreesLots, openedParcelFreesLots, openedParcelBreaksSeal, reissuedCertificateTakesParcels,
    receivedLotBreaksBag,
  ],
  watches: [hangingBlend, hangingParcel],
  inquiries: [recall, whereabouts, lossReport],
});
