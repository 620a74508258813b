/**
 * The library for other programs: `import {buildLink} from 'pat-wizard'`. It runs wherever JavaScript does,
 * makes no requests and stores nothing. `buildLink` does not load the table of operations.
 */
export type {CatalogPermission} from '../catalog/permissions.ts';
export type {Scope} from '../catalog/scopes.ts';
export type {LinkJson} from '../link/imported-links.ts';
export type {NeedsJson} from '../needs/index.ts';
export {buildLink, type LinkAnswers} from './build-link.ts';
export {findNeeds, readLinks} from './read.ts';
export {permissions, scopes} from './tables.ts';
