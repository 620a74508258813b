/** Leaves out repeats: keeps the first item of each key. */
export const distinctBy = <Item>(
	items: readonly Item[],
	keyOf: (item: Item) => string,
): readonly Item[] => {
	const keys = new Set<string>();
	return items.filter(item => {
		const before = keys.size;
		return keys.add(keyOf(item)).size > before;
	});
};
