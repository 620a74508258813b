import {readFileSync} from 'node:fs';
import {glob} from 'node:fs/promises';
import jsTokens from 'js-tokens';
import {expect, test} from 'vitest';
