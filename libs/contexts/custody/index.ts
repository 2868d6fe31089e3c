import { context } from '#kernel';
import { balances } from './balances/balances.view.ts';
import { holdings } from './holdings/holdings.view.ts';
import { lineage } from './lineage/lineage.view.ts';
import { lot } from './lot/lot.decider.ts';
import { lots } from './lots/lots.view.ts';
import { openedParcelFreesLots } from './parcel/opened-parcel-frees-lots.reaction.ts';
import { parcel } from './parcel/parcel.decider.ts';
import { parcels } from './parcels/parcels.view.ts';

/** Who holds which goods, where they come from, and in what they lie. */
export const custody = context('custody', {
  deciders: [lot, parcel],
  views: [lots, parcels, holdings, balances, lineage],
  reactions: [openedParcelFreesLots],
});
