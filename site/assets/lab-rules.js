// The rules of keras 3.15 that the callback lab shows, without a page: grader/oracles in another language. A test holds
// these functions, the oracles and the real callbacks against each other.
//
// A curve is a list with the value of each epoch, null where it was not measured. Epochs in outcomes count from 1.
globalThis.callbackRules = (() => {
  "use strict";

  // Keras compares in single precision, and the optimizer holds its rate in it.
  const single = Math.fround;

  /** What "auto" means: metrics that count what is right should rise, losses should fall. */
  const meant = (mode, monitor) => (mode === "auto" ? (/accuracy$/.test(monitor) ? "max" : "min") : mode);

  /** The best value so far. The first one is always better, even NaN; then nothing is better than NaN. */
  class Best {
    constructor(mode, minDelta = 0, value = null) {
      Object.assign(this, { mode, minDelta: Math.abs(minDelta), value });
    }

    take(value) {
      const better = this.value === null || this.beats(value);
      if (better) this.value = value;
      return better;
    }

    beats(value) {
      if (this.mode === "min") return single(value + this.minDelta) < single(this.value);
      return single(value - this.minDelta) > single(this.value);
    }
  }

  /** EarlyStopping. `steps` tells of each epoch that ran: `wait` after it, whether it was `better`, whether it `counted`. */
  function earlyStopping(values, { mode = "min", minDelta = 0, patience = 0, startFromEpoch = 0, restore = false } = {}) {
    const best = new Best(mode, minDelta);
    const steps = [];
    let [bestEpoch, stopEpoch, wait] = [null, null, 0];
    for (const [epoch, value] of values.entries()) {
      const counted = value !== null && epoch >= startFromEpoch;
      const better = counted && best.take(value);
      if (counted) wait = better ? 0 : wait + 1;
      if (better) bestEpoch = epoch + 1;
      steps.push({ wait, better, counted });
      if (counted && !better && wait >= patience) {
        stopEpoch = epoch + 1;
        break;
      }
    }
    return { epochsRun: steps.length, stopEpoch, bestEpoch, restoredEpoch: restore ? bestEpoch : null, steps };
  }

  /** ModelCheckpoint with one fixed file: the epochs that it saves. Without the value it saves, with a warning. */
  function modelCheckpoint(values, { mode = "min", saveBestOnly = false, threshold = null } = {}) {
    const best = new Best(mode, 0, threshold);
    const saved = [];
    for (const [epoch, value] of values.entries()) {
      if (!saveBestOnly || value === null || best.take(value)) saved.push(epoch + 1);
    }
    return { saved, held: saved.at(-1) ?? null };
  }

  /** ReduceLROnPlateau, for a run that was trained with these very settings: it changes the curve that it watches. */
  function reduceLROnPlateau(values, settings = {}) {
    const { rate, factor = 0.1, patience = 10, mode = "min", minDelta = 1e-4, cooldown = 0, minLr = 0 } = settings;
    const best = new Best(mode, minDelta);
    const [rates, reductions, steps] = [[], [], []];
    let [current, wait, cooling] = [single(rate), 0, 0];
    for (const [epoch, value] of values.entries()) {
      rates.push(current);
      let better = false;
      if (value !== null) {
        cooling = Math.max(cooling - 1, 0);
        better = best.take(value);
        if (better) wait = 0;
        else if (cooling === 0) wait += 1;
        if (!better && cooling === 0 && wait >= patience && current > single(minLr)) {
          reductions.push(epoch + 1);
          current = single(Math.max(current * factor, minLr));
          [cooling, wait] = [cooldown, 0];
        }
      }
      steps.push({ wait, cooling, better, counted: value !== null });
    }
    return { rates, reductions, finalRate: current, steps };
  }

  function ratioOf(loss, valLoss) {
    if (loss === null || valLoss === null) return null;
    if (loss === 0) return valLoss > 0 ? Infinity : NaN;
    return valLoss / loss;
  }

  /** The rule of exercise 02: the first epoch whose val_loss / loss is strictly greater than the threshold. */
  function overfitting(losses, valLosses, threshold) {
    const ratios = [];
    for (const [epoch, loss] of losses.entries()) {
      ratios.push(ratioOf(loss, valLosses[epoch]));
      if (ratios[epoch] !== null && ratios[epoch] > threshold) return { ratios, stopEpoch: epoch + 1 };
    }
    return { ratios, stopEpoch: null };
  }

  return { meant, earlyStopping, modelCheckpoint, reduceLROnPlateau, overfitting, ratioOf };
})();
