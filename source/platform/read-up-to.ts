/**
 * Reads a source up to its end, or until it has more than `most` bytes. Overwrites the chunks that it read.
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
