/**
 * What comes from a source, up to its end or to where it is more than `most` bytes. What it was read into is
 * overwritten.
 */
export const readUpTo = async (
	source: AsyncIterable<Uint8Array>,
	most: number,
): Promise<Buffer> => {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of source) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > most) {
			break;
		}
	}
	const bytes = Buffer.concat(chunks);
	for (const chunk of chunks) {
		chunk.fill(0);
	}
	return bytes;
};
