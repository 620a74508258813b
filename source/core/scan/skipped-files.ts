/** Folders of tests, and of code that others or a program wrote. */
const folders: ReadonlySet<string> = new Set(
	'.git .hg .svn node_modules bower_components jspm_packages vendor vendored third_party third-party thirdparty site-packages dist __pycache__ .venv venv .tox .nox .eggs .terraform .next .nuxt .yarn .pnpm-store .cache .gradle .bundle coverage Pods Carthage DerivedData test tests __tests__ spec specs testing testdata test-data test_data fixtures __fixtures__ __mocks__ __snapshots__ mocks'.split(
		' ',
	),
);

/** Files of tests, and files that a program made. */
const files =
	/[._-](?:test|tests|spec|e2e|stories)\.\w|_test\.(?:go|py|rb)$|_spec\.rb$|^test_[\w-]+\.py$|^conftest\.py$|\.min\.[cm]?js$|\.d\.[cm]?ts$|\.bundle\.js$|^\.pnp\.[cm]?js$/i;

/** Whether a folder is skipped by its name: it holds tests, or code that others or a program wrote. */
export const isSkippedFolder = (name: string): boolean => folders.has(name);

/** Whether a file holds secrets by its name: `.env`, `.env.production`, `.envrc`. It is never opened. */
export const isSecretFile = (name: string): boolean => /^\.env(?:rc|\..*)?$|\.env$/i.test(name);

/** Whether a file is skipped by its name: it is a test, a program made it, or it holds secrets. */
export const isSkippedFile = (name: string): boolean => files.test(name) || isSecretFile(name);
