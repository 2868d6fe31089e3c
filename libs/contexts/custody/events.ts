export { blendEvents, type BlendEvent } from './blend/blend.events.ts';
export { blendOf, lotOfBlend, parentOf } from './lot/birth.events.ts';
export { ImportedAt, lotEvents, OriginShare, type LotEvent } from './lot/lot.events.ts';
export { UNKNOWN_ORIGIN } from './lot/seizure.events.ts';
export { DISPOSALS, LOSS_REASONS, VALUE_METHODS, type Disposal, type LossReason, type ValueMethod } from './lot/vocabulary.events.ts';
export { HsLine, parcelEvents, type ParcelEvent } from './parcel/parcel.events.ts';
export { sealEvents, type SealEvent } from './seal/seal.events.ts';
