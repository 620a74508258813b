import {defineConfig} from 'vitest/config';

const report = process.env.PAT_WIZARD_TEST_REPORT;

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		environment: 'node',
		// A pseudo-terminal is a native module with file descriptors of its own: processes, not threads.
		pool: 'forks',
		// By itself vitest leaves one core of two to its own process, which mostly waits.
		maxWorkers: 2,
		globalSetup: ['test/global-setup.ts'],
		setupFiles: ['test/setup.ts'],
		// .ci/run counts from the report.
		reporters: report === undefined ? ['default'] : ['default', ['json', {outputFile: report}]],
		// Generous for a slow machine with two cores: a test that is right never gets near them.
		testTimeout: 30_000,
		hookTimeout: 60_000,
		expect: {poll: {timeout: 20_000}},
	},
});
