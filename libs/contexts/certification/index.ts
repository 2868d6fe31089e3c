import { context } from '#kernel';
import { certificate } from './certificate/certificate.decider.ts';
import { certificates } from './certificates/certificates.view.ts';
import { corridorLines } from './corridors/corridor-lines.view.ts';
import { corridors } from './corridors/corridors.view.ts';

/** Which shipments crossed which border under which certificate. */
export const certification = context('certification', { deciders: [certificate], views: [certificates, corridors, corridorLines] });
