export { productionEvents, type ProductionEvent } from './production/production.events.ts';
export { siteEvents, type SiteEvent } from './site/site.events.ts';
export { sampleEvents, type SampleEvent } from './sample/sample.events.ts';
