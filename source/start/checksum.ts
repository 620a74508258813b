/**
 * The checksum as a WebAssembly module. It loads in 0.3 ms and takes 1 ms for a megabyte; Node's zlib
 * and crypto take 2 ms to load, and plain JavaScript, while it is not optimized yet, several to run.
 * In WebAssembly's text format, with expressions for short:
 *
 * ```
 * (import "" "memory" (memory 1))
 * (func (export "checksum") (param $end i32) (result i32) (local $place i32) (local $sum i64)
 *   loop
 *     $sum = rotl(($sum ^ load64($place)) * 0x9E3779B97F4A7C15, 31)
 *     $place = $place + 8
 *     br_if $place < $end
 *   end
 *   low32($sum ^ ($sum >>> 32)))
 * ```
 */
const instructions = Uint8Array.of(
	...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
	// The type (i32) -> i32, the import, the one function and its export.
	...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f],
	...[0x02, 0x0c, 0x01, 0x00, 0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02, 0x00, 0x01],
	...[0x03, 0x02, 0x01, 0x00],
	...[0x07, 0x0c, 0x01, 0x08, 0x63, 0x68, 0x65, 0x63, 0x6b, 0x73, 0x75, 0x6d, 0x00, 0x00],
	// The code: one body, with an i32 and an i64 besides the parameter.
	...[0x0a, 0x39, 0x01, 0x37, 0x02, 0x01, 0x7f, 0x01, 0x7e],
	// loop: $sum ^ load64($place)
	...[0x03, 0x40, 0x20, 0x02, 0x20, 0x01, 0x29, 0x03, 0x00, 0x85],
	// * 0x9E3779B97F4A7C15
	...[0x42, 0x95, 0xf8, 0xa9, 0xfa, 0x97, 0xb7, 0xde, 0x9b, 0x9e, 0x7f, 0x7e],
	// $sum = rotl(…, 31)
	...[0x42, 0x1f, 0x89, 0x21, 0x02],
	// $place = $place + 8, br_if $place < $end
	...[0x20, 0x01, 0x41, 0x08, 0x6a, 0x22, 0x01, 0x20, 0x00, 0x49, 0x0d, 0x00, 0x0b],
	// low32($sum ^ ($sum >>> 32))
	...[0x20, 0x02, 0x20, 0x02, 0x42, 0x20, 0x88, 0x85, 0xa7, 0x0b],
);

// The types of Node 20 leave it to those of browsers.
declare const WebAssembly: {
	readonly Memory: new (size: {initial: number}) => {readonly buffer: ArrayBuffer};
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (
		module: object,
		imports: object,
	) => {readonly exports: Readonly<Record<string, unknown>>};
};

const pageSize = 65_536;

/** Room for bytes that tells their checksum. */
export type CheckedBytes = {
	/** At least as many as were asked for, zero at first. */
	readonly bytes: Uint8Array;
	/**
	 * The checksum of the first `length` bytes, 32 bits without a sign. What follows them up to the next
	 * multiple of 8 counts too, and has to be zero. It finds damage, and is no help against forgery.
	 */
	readonly checksum: (length: number) => number;
};

/** Makes room for `size` bytes. Throws where WebAssembly is switched off or memory is short. */
export const makeCheckedBytes = (size: number): CheckedBytes => {
	const memory = new WebAssembly.Memory({initial: Math.ceil((size + 8) / pageSize)});
	const {exports} = new WebAssembly.Instance(new WebAssembly.Module(instructions), {'': {memory}});
	const sum = exports.checksum as (end: number) => number;
	// With the length, so that a file of zeros, as a crash can leave one, is not right.
	return {bytes: new Uint8Array(memory.buffer), checksum: length => (sum(length) ^ ~length) >>> 0};
};
