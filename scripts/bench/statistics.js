/**
 * The value that a share of the values are below.
 *
 * @param {readonly number[]} values
 * @param {number} share 0.5 for the median.
 */
export const quantile = (values, share) => {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** @param {readonly number[]} values */
export const median = values => quantile(values, 0.5);

/**
 * Returns the values in a random order.
 *
 * @template Value
 * @param {readonly Value[]} values
 */
export const shuffle = values =>
	values
		.map(value => ({value, place: Math.random()}))
		.sort((one, other) => one.place - other.place)
		.map(({value}) => value);
