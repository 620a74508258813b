import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		environment: 'node',
		// A pseudo-terminal is a native module with file descriptors of its own: processes, not threads.
		pool: 'forks',
		globalSetup: ['test/global-setup.ts'],
		setupFiles: ['test/setup.ts'],
		// Generous for a slow machine with two cores: a test that is right never gets near them.
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
