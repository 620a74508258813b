// @ts-nocheck The modules of the package have no types by themselves.
/**
 * What the program uses of the package yaml: its syntax alone, in the modules for browsers, which are the
 * same code. Without the rest, the package is 10 kB smaller.
 */
import {isScalar} from '../../node_modules/yaml/browser/dist/parse/cst.js';
import {resolveAsScalar} from '../../node_modules/yaml/browser/dist/parse/cst-scalar.js';

export {LineCounter} from '../../node_modules/yaml/browser/dist/parse/line-counter.js';
export {Parser} from '../../node_modules/yaml/browser/dist/parse/parser.js';

export const CST = {isScalar, resolveAsScalar};
