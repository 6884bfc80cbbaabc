// When an answer of the engine is the program's.
import assert from "node:assert/strict";

// Two mathematical libraries differ in the last digits of exp and log. At a precision of the model's own nothing else
// follows from that. On the way to a limit it follows where a step falls and so where the way ends, at gains under the
// tolerance; what is answered there is the same, and single choices are as far as they are settled.
const strict = { differs: new Set(["file"]), tolerance: 1e-10 };
const atLimit = {
  differs: new Set(["file", "method", "num_steps", "precision", "residual"]),
  tolerance: 1e-8,
};
const strategyAtLimit = {
  differs: new Set([...atLimit.differs, "log_probability", "notes"]),
  tolerance: 1e-6,
};

function assertSame(engine, native, how, path) {
  if (typeof native === "number") {
    const apart = Math.abs(engine - native);
    assert.ok(apart <= how.tolerance * Math.max(1, Math.abs(native)), `${path}: ${engine} but natively ${native}`);
  } else if (native !== null && typeof native === "object") {
    assert.deepEqual(Object.keys(engine), Object.keys(native), path);
    for (const key of Object.keys(native)) {
      if (!how.differs.has(key)) assertSame(engine[key], native[key], how, `${path}.${key}`);
    }
  } else {
    assert.deepEqual(engine, native, path);
  }
}

// Same keys, same words, same numbers.
export function assertAlike(engine, native) {
  const isAtPrecision = native.solution?.stop_reason === "reached_precision";
  assertSame(engine, native, isAtPrecision ? strict : native.infosets ? strategyAtLimit : atLimit, "$");
}
