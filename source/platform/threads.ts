import {availableParallelism} from 'node:os';
import {parentPort, Worker} from 'node:worker_threads';

/** How many threads there are: each takes some 60 MB, with at most 16 MB for what was made last. */
const count = 2;
const resourceLimits = {maxYoungGenerationSizeMb: 16};

/** Threads of the program. */
export type Threads = {
	/** Asks a thread that is free. The answer is what `answerQuestions` gives there. */
	readonly ask: (question: unknown) => Promise<unknown>;
	readonly end: () => Promise<unknown>;
};

const ask = (thread: Worker, question: unknown): Promise<unknown> =>
	new Promise((resolve, reject) => {
		thread.removeAllListeners('error').once('error', reject).once('message', resolve);
		thread.postMessage(question);
	});

/** Runs the program again on threads of its own, with these words. `undefined` on a machine with one core. */
export const openThreads = (program: string, words: readonly string[]): Threads | undefined => {
	if (availableParallelism() === 1) {
		return undefined;
	}
	const all = Array.from(
		{length: count},
		() => new Worker(program, {argv: [...words], resourceLimits}),
	);
	const free = [...all];
	const waiting: Array<(thread: Worker) => void> = [];
	return {
		ask: async question => {
			const thread = free.pop() ?? (await new Promise<Worker>(resolve => waiting.push(resolve)));
			const answer = await ask(thread, question);
			const next = waiting.shift() ?? (each => free.push(each));
			next(thread);
			return answer;
		},
		end: () => Promise.all(all.map(thread => thread.terminate())),
	};
};

/** Answers, on such a thread, what the program asks. */
export const answerQuestions = (answer: (question: never) => Promise<unknown>): void => {
	parentPort?.on('message', async question => {
		parentPort?.postMessage(await answer(question as never));
	});
};
