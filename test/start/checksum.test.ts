import fc from 'fast-check';
import {expect, test} from 'vitest';
import {makeCheckedBytes} from '../../source/start/checksum.ts';

const mask = (1n << 64n) - 1n;

/** The same, written plainly. */
const sumPlainly = (bytes: Uint8Array): number => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	let sum = 0n;
	for (let place = 0; place < bytes.length; place += 8) {
		sum = ((sum ^ view.getBigUint64(place, true)) * 0x9e3779b97f4a7c15n) & mask;
		sum = ((sum << 31n) | (sum >> 33n)) & mask;
	}
	return Number((sum ^ (sum >> 32n)) & 0xffffffffn);
};

const padded = (bytes: Uint8Array): Uint8Array => {
	const whole = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
	whole.set(bytes);
	return whole;
};

const sum = (content: Uint8Array): number => {
	const {bytes, checksum} = makeCheckedBytes(content.length);
	bytes.set(content);
	return checksum(content.length);
};

test('the checksum is what it says it is', () => {
	fc.assert(
		fc.property(fc.uint8Array({minLength: 1, maxLength: 300}), content => {
			expect(sum(content)).toBe((sumPlainly(padded(content)) ^ ~content.length) >>> 0);
		}),
	);
});

test('a single bit makes another checksum, wherever it is', () => {
	fc.assert(
		fc.property(fc.uint8Array({minLength: 1, maxLength: 200}), fc.nat(), (content, place) => {
			const damaged = Uint8Array.from(content);
			const bit = place % (content.length * 8);
			damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			expect(sum(damaged)).not.toBe(sum(content));
		}),
	);
});

test('zeros have a checksum that is not zero', () => {
	expect(sum(new Uint8Array(16))).not.toBe(0);
	expect(sum(new Uint8Array(16))).not.toBe(sum(new Uint8Array(24)));
});

test('there is room for any size, zero at first', () => {
	for (const size of [0, 1, 65_527, 65_528, 65_529, 65_536, 1_000_000]) {
		const {bytes, checksum} = makeCheckedBytes(size);
		expect(bytes.length).toBeGreaterThanOrEqual(size + 8);
		expect(bytes.every(byte => byte === 0)).toBe(true);
		expect(() => checksum(size)).not.toThrow();
	}
});
