import {defineConfig} from 'vitest/config';

// The tests of the core alone: they need no build, and run quickly enough to be run for each mutant.
export default defineConfig({
	test: {
		include: process.env.MUTATION_TESTS?.split(',') ?? ['test/core/**/*.test.ts'],
		environment: 'node',
		// Instrumented code is slow, so tests of time say nothing here.
		testNamePattern:
			/^(?!.*(?:in time|no time to speak of|is quick|ten megabytes|before a test is over))/,
		setupFiles: ['scripts/mutation/setup.ts'],
		testTimeout: 30_000,
	},
});
