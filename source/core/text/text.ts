export * from './mask.ts';
export * from './show.ts';
export * from './words.ts';
