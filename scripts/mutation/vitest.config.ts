import {defineConfig} from 'vitest/config';

// The tests of the core alone: they need no build, and run quickly enough to be run for each mutant.
export default defineConfig({
	test: {
		include: process.env.MUTATION_TESTS?.split(',') ?? ['test/core/**/*.test.ts'],
		environment: 'node',
		setupFiles: ['scripts/mutation/setup.ts'],
		testTimeout: 30_000,
	},
});
