export { lotEvents, OriginShare, parentOf, LOSS_REASONS, VALUE_METHODS, type LossReason, type LotEvent, type ValueMethod } from './lot/lot.events.ts';
export { HsLine, parcelEvents, type ParcelEvent } from './parcel/parcel.events.ts';
