// @ts-nocheck These modules of the package have no types.
/**
 * The part of the package yaml that the program uses: its syntax, from the modules for browsers, which have the same
 * code. Leaving out the rest makes the package 10 kB smaller.
 */
import {isScalar} from '../../node_modules/yaml/browser/dist/parse/cst.js';
import {resolveAsScalar} from '../../node_modules/yaml/browser/dist/parse/cst-scalar.js';

export {LineCounter} from '../../node_modules/yaml/browser/dist/parse/line-counter.js';
export {Parser} from '../../node_modules/yaml/browser/dist/parse/parser.js';

export const CST = {isScalar, resolveAsScalar};
