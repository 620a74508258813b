/** Returns a function that keeps the value of each text. For few texts, or short-lived functions: it forgets nothing. */
export const remember = <Value>(make: (text: string) => Value): ((text: string) => Value) => {
	const known = new Map<string, Value>();
	return text => {
		const value = known.get(text) ?? make(text);
		known.set(text, value);
		return value;
	};
};
