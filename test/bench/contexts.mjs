/** The contexts as they are built: what apps introduce to the platform, for the benches. */
const NAMES = ['identity', 'extraction', 'statistics', 'custody', 'certification', 'warranties', 'enforcement'];

export const allContexts = async () =>
  Promise.all(NAMES.map(async (name) => (await import(`../../dist/libs/contexts/${name}/index.js`))[name]));

export const viewsOf = (contexts) => contexts.flatMap(({ views }) => views);
export const eventTypesOf = (contexts) => new Set(contexts.flatMap(({ deciders }) => deciders.flatMap(({ events }) => Object.keys(events))));
