// Asks the wizard's first question with another package: `node select.js @clack/prompts`.
import process from 'node:process';

/** @type {{select: (question: object) => Promise<unknown>}} */
const {select} = await import(String(process.argv[2]));

const answers = [
	['fine-grained', 'Fine-grained', 'recommended: one owner, only what you tick, an end date'],
	['classic', 'Classic', 'reaches every repository and organization that you can reach'],
].map(([value, label, hint]) => ({value, label, hint, name: label, description: hint}));

await select({message: 'Token type', options: answers, choices: answers});
