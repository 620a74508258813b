/** Returns a function that counts the line ends before an offset. */
export const countLines = (text: string): ((at: number) => number) => {
	const breaks: number[] = [];
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks.push(at);
	return at => {
		let low = 0;
		let high = breaks.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((breaks[middle] ?? 0) < at) low = middle + 1;
			else high = middle;
		}

		return low;
	};
};
