// Loaded before the program (node --import) to draw pictures with the same dates: the clock starts at noon of a fixed
// day and then runs on, since timers use it too.
const start = Date.now();
const noon = Date.UTC(2026, 10, 20, 12);
const RealDate = Date;
const now = () => noon + RealDate.now() - start;

globalThis.Date = new Proxy(RealDate, {
	apply: () => new RealDate(now()).toString(),
	construct: (target, args, newTarget) =>
		Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
	get: (target, property, receiver) =>
		property === 'now' ? now : Reflect.get(target, property, receiver),
});
