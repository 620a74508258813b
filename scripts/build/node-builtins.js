import {builtinModules} from 'node:module';

const names = builtinModules.filter(name => !name.startsWith('_'));

/**
 * Lets CommonJS packages that `require` a module of Node run inside an ES module, where there is
 * no `require`: the call is answered by an `import` of the same module. esbuild alone would leave
 * a call that throws.
 *
 * @returns {import('esbuild').Plugin}
 */
export const importNodeBuiltins = () => ({
	name: 'import-node-builtins',
	setup(build) {
		const filter = new RegExp(`^(node:)?(${names.join('|')})$`);

		build.onResolve({filter}, ({path: name, kind}) =>
			kind === 'require-call'
				? {path: name.replace(/^node:/, ''), namespace: 'node-as-commonjs'}
				: undefined,
		);

		build.onLoad({filter: /.*/, namespace: 'node-as-commonjs'}, ({path: name}) => ({
			contents: `module.exports = require('node-default:${name}').default;`,
			resolveDir: '/',
		}));

		build.onResolve({filter: /^node-default:/}, ({path: name}) => ({
			path: name.replace(/^node-default:/, ''),
			namespace: 'node-as-module',
		}));

		build.onLoad({filter: /.*/, namespace: 'node-as-module'}, ({path: name}) => ({
			contents: `export {default} from 'node:${name}';`,
		}));
	},
});
