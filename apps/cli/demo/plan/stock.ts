import type { Plan } from './plan.ts';
import { arrivedWith, type Shipment } from './shipment.ts';
import type { Sale } from './trade.ts';

/** Where goods lie, and what they weigh. */
type Lying = Readonly<{ holder: string; milliCarats: number }>;

/** Every lot of a shipment with who has it when it has arrived: of a divided one, parcel by parcel. */
const arrivals = (shipment: Shipment): [lot: string, Lying][] => shipment.parcels.flatMap((lots, i) => {
  const holder = shipment.care.parts?.[i]?.importer ?? shipment.importer;
  return lots.map((lot): [string, Lying] => [lot.goods.lot, { holder, milliCarats: arrivedWith(shipment, lot) }]);
});

/** Where the goods of the year have come to at its end, sale by sale and shipment by shipment; without what is forfeit. */
const goodsAtYearEnd = ({ trade: { splits, sales, shipments, confiscations } }: Plan): Map<string, Lying> => {
  const goods = new Map(splits.flatMap((split) => split.goods.map(({ lot, record, milliCarats }): [string, Lying] => [lot, { holder: record.site.operator, milliCarats }])));
  const moves: (Sale | Shipment)[] = [...sales, ...shipments];
  // Of a round first the sales, then the shipments: the sort keeps that order.
  for (const move of moves.sort((a, b) => a.round - b.round)) {
    if ('buyer' in move) goods.set(move.goods.lot, { ...goods.get(move.goods.lot)!, holder: move.buyer });
    else for (const [lot, lying] of arrivals(move)) goods.set(lot, lying);
  }
  for (const { lot } of confiscations) goods.delete(lot);
  return goods;
};

/** What lies with everybody on the last day of the year, as somebody would count it who has never seen the ledger. In thousandths of a carat. */
export const stockAtYearEnd = (plan: Plan): Map<string, number> => {
  const stock = new Map<string, number>();
  const add = (holder: string, milliCarats: number) => stock.set(holder, (stock.get(holder) ?? 0) + milliCarats);
  for (const { site, on, milliCarats } of plan.records) if (on <= `${plan.world.year}-12-31`) add(site.operator, milliCarats);
  for (const { record, goods, lossMilliCarats } of plan.trade.splits) {
    add(record.site.operator, -lossMilliCarats);
    for (const { milliCarats } of goods) add(record.site.operator, -milliCarats);
  }
  for (const { holder, milliCarats } of goodsAtYearEnd(plan).values()) add(holder, milliCarats);
  return stock;
};
