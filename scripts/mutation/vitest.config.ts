import {defineConfig} from 'vitest/config';

// Only the tests of the core: they need no build, and are quick enough to run for each mutant.
export default defineConfig({
	test: {
		include: process.env.MUTATION_TESTS?.split(',') ?? ['test/core/**/*.test.ts'],
		environment: 'node',
		// Leaves out tests of time: instrumented code is slow.
		testNamePattern:
			/^(?!.*(?:in time|no time to speak of|is quick|ten megabytes|before a test is over))/,
		setupFiles: ['scripts/mutation/setup.ts'],
		testTimeout: 30_000,
	},
});
