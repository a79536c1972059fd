// The page of the callback lab: three views on recorded curves. The rules are in lab-rules.js, the curves in runs.js.
(() => {
  "use strict";

  const rules = globalThis.callbackRules;
  const recorded = globalThis.recordedRuns;
  const NAMES = { healthy: "healthy", overfits: "overfits", plateaus: "plateaus", noisy: "noisy", own: "typed by you" };
  const MONITORS = { val_loss: "val_loss", val_accuracy: "val_accuracy", loss: "loss", accuracy: "accuracy" };
  const MODES = { auto: "auto", min: "min", max: "max" };
  const OWN = "0.9 0.7 0.6 0.61 0.6 0.58 0.59 0.6 0.58 0.5";
  const OWN_LOSS = "0.9 0.7 0.55 0.5 0.45 0.4 0.36 0.33 0.3 0.28";
  const MOST_EPOCHS = 200;
  const TABLE_WAITS = 150; // milliseconds
  const FIRST_RATE = 0.5; // of the runs in the grid: lessons/code/lab/slower.py

  // ---- curves

  function curve(script, key) {
    return recorded.curves[recorded.runs[script].history[key]];
  }

  /** Return { values } or { problem } for what a reader typed: numbers, nan, inf, and - for an epoch that was not measured. */
  function typed(text) {
    const words = text.split(/[\s,;]+/).filter(Boolean);
    const special = { "-": null, nan: NaN, inf: Infinity, "-inf": -Infinity };
    const values = [];
    for (const [place, word] of words.entries()) {
      const value = Object.hasOwn(special, word.toLowerCase()) ? special[word.toLowerCase()] : Number(word);
      if (value !== null && Number.isNaN(value) && word.toLowerCase() !== "nan") {
        return { problem: `“${word}” (number ${place + 1}) is no number. Write 0.7, or nan, or - for an epoch without a value.` };
      }
      const size = Math.abs(value);
      if (Number.isFinite(value) && value && (size > 3e38 || size < 1.2e-38)) {
        return { problem: `“${word}” is beyond what Keras can compare: it rounds to single precision, from 1.2e-38 to 3e38.` };
      }
      values.push(value);
    }
    if (!values.length) return { problem: "Type at least one value." };
    if (values.length > MOST_EPOCHS) return { problem: `That is ${values.length} epochs; the lab shows at most ${MOST_EPOCHS}.` };
    return { values };
  }

  const seriesOf = (state, key) => (state.run === "own" ? typed(state.own).values : curve("runs", `${state.run} ${key}`));
  const lossOf = (state) => (state.run === "own" ? typed(state.ownLoss).values : curve("runs", `${state.run} loss`));

  // ---- words

  const epochs = (count) => `${count} epoch${count === 1 ? "" : "s"}`;
  const times = (count) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
  const few = (items) => (items.length > 7 ? [...items.slice(0, 5), "…", items.at(-1)].join(", ") : listed(items));
  const listed = (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`);

  function shown(value) {
    if (value === null || value === undefined) return "–";
    if (!Number.isFinite(value)) return String(value).replace("Infinity", "inf").replace("NaN", "nan");
    return String(Number(value.toPrecision(4)));
  }

  const python = (value) => (typeof value === "boolean" ? (value ? "True" : "False") : typeof value === "string" ? `"${value}"` : String(value));

  /** Python for a callback: the name, and what differs from the defaults. */
  function call(name, given, settings) {
    const words = settings.filter(([, value, usual]) => value !== usual).map(([key, value]) => `    ${key}=${python(value)},\n`);
    return `keras.callbacks.${name}(\n${given.map((word) => `    ${word},\n`).join("")}${words.join("")})`;
  }

  function lowest(values, up, upTo) {
    let at = null;
    for (const [epoch, value] of values.slice(0, upTo).entries()) {
      if (Number.isFinite(value) && value !== null && (at === null || (up ? value > values[at] : value < values[at]))) at = epoch;
    }
    return at === null ? null : at + 1;
  }

  // ---- the three views: what can be set, what is asked, what happens, what there is to see

  const STOP_QUESTION = { short: "the end of training", text: "After which epoch will training stop?", never: "It runs to the end", answer: (result) => result.stop };

  const stopView = {
    title: "Stop and keep",
    fields: {
      run: { legend: "Curve", label: "curve", options: NAMES, value: "overfits" },
      own: { legend: "Curve", label: "your values of the monitored metric", text: true, value: OWN, when: (state) => state.run === "own" },
      monitor: { legend: "EarlyStopping", label: "monitor", options: MONITORS, value: "val_loss" },
      mode: { legend: "EarlyStopping", label: "mode", options: MODES, value: "auto" },
      patience: { legend: "EarlyStopping", label: "patience", min: 0, max: 40, step: 1, value: 5 },
      min_delta: { legend: "EarlyStopping", label: "min_delta", min: 0, max: 0.2, step: 0.001, value: 0, fine: true },
      start_from_epoch: { legend: "EarlyStopping", label: "start_from_epoch", min: 0, max: 40, step: 1, value: 0 },
      restore_best_weights: { legend: "EarlyStopping", label: "restore_best_weights", tick: true, value: false },
      saved_monitor: { legend: "ModelCheckpoint", label: "monitor", options: MONITORS, value: "val_loss" },
      saved_mode: { legend: "ModelCheckpoint", label: "mode", options: MODES, value: "auto" },
      save_best_only: { legend: "ModelCheckpoint", label: "save_best_only", tick: true, value: true },
    },
    questions: {
      stop: STOP_QUESTION,
      weights: { short: "the weights", text: "The weights of which epoch does the model have in the end?", answer: (result) => result.weights },
      file: { short: "the file", text: "The model of which epoch is in the file in the end?", answer: (result) => result.held },
    },

    compute(state) {
      const values = seriesOf(state, state.monitor);
      const mode = rules.meant(state.mode, state.monitor);
      const settings = { mode, minDelta: state.min_delta, patience: state.patience, startFromEpoch: state.start_from_epoch, restore: state.restore_best_weights };
      const stopping = rules.earlyStopping(values, settings);
      const watched = seriesOf(state, state.saved_monitor);
      const saving = rules.modelCheckpoint(watched.slice(0, stopping.epochsRun), {
        mode: rules.meant(state.saved_mode, state.saved_monitor),
        saveBestOnly: state.save_best_only,
      });
      return { values, mode, watched, stopping, saving, stop: stopping.stopEpoch, ran: stopping.epochsRun, held: saving.held, weights: stopping.restoredEpoch ?? stopping.epochsRun };
    },

    sentences(state, result) {
      const { stopping, saving, values } = result;
      const { bestEpoch, stopEpoch } = stopping;
      const measured = values.slice(bestEpoch ?? 0, stopEpoch ?? 0).includes(null) ? " that were measured" : "";
      const by = state.min_delta ? ` by more than ${state.min_delta}` : "";
      const told = [];
      if (stopEpoch) {
        const waited = stopping.steps.at(-1).wait;
        told.push(
          `EarlyStopping ends training after epoch ${stopEpoch}: epoch ${bestEpoch} had the best ${state.monitor} (${shown(values[bestEpoch - 1])}), and ` +
            `${waited === 1 ? "the next one" : `the next ${waited}${measured}`} brought nothing better${by}.`,
        );
      } else told.push(`EarlyStopping stops nothing: all ${epochs(result.ran)} run.`);
      const true_best = lowest(values, result.mode === "max", result.ran);
      if (bestEpoch && true_best && values[true_best - 1] !== values[bestEpoch - 1] && Number.isFinite(values[bestEpoch - 1])) {
        told.push(`It counts epoch ${bestEpoch} as the best, although epoch ${true_best} had ${shown(values[true_best - 1])}.`);
      }
      if (state.restore_best_weights) told.push(bestEpoch ? `The model gets the weights of epoch ${bestEpoch} back.` : "There is no best epoch to go back to.");
      else told.push(`The model keeps the weights of epoch ${result.ran}, the last one.`);
      told.push(saving.held ? `ModelCheckpoint has saved ${times(saving.saved.length)}; the file holds epoch ${saving.held}.` : "ModelCheckpoint has saved nothing.");
      return told;
    },

    code(state) {
      const stopping = [["mode", state.mode, "auto"], ["patience", state.patience, 0], ["min_delta", state.min_delta, 0]];
      stopping.push(["start_from_epoch", state.start_from_epoch, 0], ["restore_best_weights", state.restore_best_weights, false]);
      const saving = [["mode", state.saved_mode, "auto"], ["save_best_only", state.save_best_only, false]];
      return [
        call("EarlyStopping", [`monitor="${state.monitor}"`], stopping),
        call("ModelCheckpoint", ['"model.keras"', `monitor="${state.saved_monitor}"`], saving),
      ].join("\n");
    },

    picture(state, result) {
      const partner = { val_loss: "loss", val_accuracy: "accuracy" }[state.monitor];
      const lines = [{ name: state.monitor, values: result.values, look: 0 }];
      if (partner && state.run !== "own") lines.push({ name: partner, values: seriesOf(state, partner), look: 1 });
      const plots = [{ lines, height: 220 }];
      if (state.saved_monitor !== state.monitor && state.run !== "own") {
        plots.push({ lines: [{ name: `${state.saved_monitor} (for the file)`, values: result.watched, look: 2 }], height: 110 });
      }
      const { steps, bestEpoch } = result.stopping;
      const marks = bestEpoch ? [{ epoch: bestEpoch, value: result.values[bestEpoch - 1], text: `best: ${bestEpoch}` }] : [];
      const lanes = [
        { name: "count", cells: steps.map(({ wait }) => ({ height: wait / Math.max(state.patience, 1), text: wait ? String(wait) : "" })) },
        { name: "file saved", cells: squares(result.saving.saved, result.ran) },
      ];
      return { count: result.values.length, ran: result.ran, stop: result.stop, ignored: state.start_from_epoch, plots, marks, lanes };
    },

    table(state, result) {
      const rows = result.values.map((value, place) => {
        const step = result.stopping.steps[place];
        const what = [];
        if (!step) what.push("not trained");
        else {
          if (value === null) what.push("not measured");
          else if (!step.counted) what.push("ignored by EarlyStopping");
          if (step.better) what.push("best so far");
          if (result.saving.saved.includes(place + 1)) what.push("file saved");
          if (result.stop === place + 1) what.push("stops here");
        }
        return [place + 1, shown(value), ...(state.saved_monitor === state.monitor ? [] : [shown(result.watched[place])]), step ? step.wait : "", what.join(", ")];
      });
      const more = state.saved_monitor === state.monitor ? [] : [state.saved_monitor];
      return { head: ["epoch", state.monitor, ...more, "count", "what happens"], rows };
    },

    random(pick) {
      const run = pick(["healthy", "overfits", "plateaus", "noisy"]);
      const monitor = pick(["val_loss", "val_loss", "val_accuracy", "loss"]);
      const changed = { run, monitor, patience: pick([1, 2, 3, 4, 5, 6, 8, 10]), min_delta: pick([0, 0, 0, 0.01, 0.02]), start_from_epoch: pick([0, 0, 0, 5, 10]) };
      return { ...changed, restore_best_weights: pick([true, false]), saved_monitor: pick(["val_loss", "val_accuracy"]), ask: pick(["stop", "stop", "weights", "file"]) };
    },

    presets: [
      {
        name: "Patience, off by one",
        set: { run: "overfits", patience: 5 },
        story: "The lowest val_loss is that of epoch 14. With patience=5: does training end after epoch 18, 19 or 20?",
        moral: "The count begins after the best epoch and must reach patience: 14 + 5. The epoch that reaches it is still trained.",
      },
      {
        name: "No patience at all",
        set: { run: "plateaus", patience: 0 },
        story: "The default of EarlyStopping is patience=0. What does it make of a curve that jumps?",
        moral: "The first epoch that is not better ends it. A patience of 1 does exactly the same: try it.",
      },
      {
        name: "A worse epoch comes back",
        set: { run: "healthy", patience: 4, min_delta: 0.02, restore_best_weights: true, ask: "weights" },
        story: "min_delta=0.02 asks for gains above 0.02. The curve goes on falling, in smaller steps. Whose weights come back?",
        moral: "A gain that does not count is not remembered either: better epochs came afterwards, and the model loses them. ModelCheckpoint knows no min_delta, so the file has a better one.",
      },
      {
        name: "The wrong direction",
        set: { run: "healthy", monitor: "val_accuracy", mode: "min", patience: 3, restore_best_weights: true },
        story: 'An accuracy should rise, and somebody wrote mode="min". When does it end?',
        moral: "Every epoch of a training that goes well counts as none, and the weights of the very worst one come back.",
      },
      {
        name: "File and model disagree",
        set: { run: "overfits", patience: 10, restore_best_weights: true, saved_monitor: "val_accuracy", ask: "file" },
        story: "EarlyStopping watches val_loss, ModelCheckpoint val_accuracy. Which epoch is in the file?",
        moral: "Two callbacks, two ideas of the best epoch: the model in memory is another one than that in the file.",
      },
      {
        name: "A start too late",
        set: { run: "overfits", patience: 5, start_from_epoch: 20, restore_best_weights: true, ask: "weights" },
        story: "start_from_epoch=20 lets training warm up. The best epoch, 14, lies before. Whose weights come back?",
        moral: "Epochs before the start are not seen at all, so the best of them cannot come back. The first one that counts is number 21: epochs are counted from 0 here.",
      },
    ],
  };

  const ratioView = {
    title: "The overfitting rule",
    fields: {
      run: { legend: "Curve", label: "curve", options: NAMES, value: "overfits" },
      own: { legend: "Curve", label: "your values of val_loss", text: true, value: OWN, when: (state) => state.run === "own" },
      ownLoss: { legend: "Curve", label: "your values of loss", text: true, value: OWN_LOSS, when: (state) => state.run === "own" },
      threshold: { legend: "Overfitting rule", label: "threshold", min: 0, max: 4, step: 0.05, value: 1.3, fine: true },
    },
    // Two lines are hard to divide by eye, so one epoch more or less is right as well.
    questions: { stop: { ...STOP_QUESTION, near: 1 } },

    check(state) {
      if (state.run === "own" && typed(state.own).values?.length !== typed(state.ownLoss).values?.length) {
        return "Type as many values of loss as of val_loss: one of each for every epoch.";
      }
      return "";
    },

    compute(state) {
      const [losses, values] = [lossOf(state), seriesOf(state, "val_loss")];
      const outcome = rules.overfitting(losses, values, state.threshold);
      const all = losses.map((loss, place) => rules.ratioOf(loss, values[place]));
      return { losses, values, all, stop: outcome.stopEpoch, ran: outcome.ratios.length };
    },

    sentences(state, result) {
      if (result.stop) {
        return [`After epoch ${result.stop}, val_loss / loss is ${shown(result.all[result.stop - 1])}: the first ratio above ${state.threshold}, so training stops there.`];
      }
      const highest = lowest(result.all, true, result.ran);
      return [`The ratio never gets above ${state.threshold}, so all ${epochs(result.ran)} run.${highest ? ` The highest was ${shown(result.all[highest - 1])}, after epoch ${highest}.` : ""}`];
    },

    code: (state) => `DetectOverfittingCallback(threshold=${state.threshold})  # exercise 02`,

    picture(state, result) {
      const losses = [{ name: "val_loss", values: result.values, look: 0 }, { name: "loss", values: result.losses, look: 1 }];
      // Far above the threshold, the ratio of a training that overfits would press everything else flat.
      const near = result.all.map((ratio) => (ratio !== null && ratio > Math.max(3 * state.threshold, 2) ? null : ratio));
      const ratio = { lines: [{ name: "val_loss / loss", values: near, look: 2 }], height: 120, level: { value: state.threshold, text: `threshold ${state.threshold}` } };
      const plots = [{ lines: losses, height: 180 }, ratio];
      return { count: result.values.length, ran: result.ran, stop: result.stop, ignored: 0, plots, marks: [], lanes: [] };
    },

    // Whoever predicts divides in the head: the ratio itself would tell.
    covered(state, result) {
      const picture = ratioView.picture(state, result);
      return { ...picture, plots: picture.plots.slice(0, 1) };
    },

    table(state, result) {
      const rows = result.values.map((value, place) => {
        const what = place >= result.ran ? "not trained" : result.stop === place + 1 ? "stops here" : result.all[place] === null ? "passed over" : "";
        return [place + 1, shown(result.losses[place]), shown(value), shown(result.all[place]), what];
      });
      return { head: ["epoch", "loss", "val_loss", "ratio", "what happens"], rows };
    },

    random: (pick) => ({ run: pick(["healthy", "overfits", "overfits", "plateaus", "noisy"]), threshold: pick([0.7, 1, 1.1, 1.2, 1.3, 1.5, 2, 2.5, 3]) }),

    presets: [
      {
        name: "A sensible threshold",
        set: { run: "overfits", threshold: 2 },
        story: "The two lines part. Where is val_loss twice as high as loss?",
        moral: "The best val_loss, that of epoch 14, was over by then: the rule notices that a model learns by heart, not when it was best.",
      },
      {
        name: "0.7 ends everything",
        set: { run: "healthy", threshold: 0.7 },
        story: "Old notebooks use a threshold of 0.7. How long does a healthy training live?",
        moral: "Before anything is learnt the two losses are about equal, so the ratio begins near 1, above 0.7.",
      },
      {
        name: "One bad epoch",
        set: { run: "noisy", threshold: 1.15 },
        story: "Thirty images measure the validation loss badly: it jumps. When does 1.15 end this training?",
        moral: "One jump is enough, whatever comes after it: this rule has no patience.",
      },
    ],
  };

  const slowView = {
    title: "Slow down",
    fields: {
      patience: { legend: "ReduceLROnPlateau", label: "patience", steps: [1, 2, 3, 5, 8], value: 3 },
      factor: { legend: "ReduceLROnPlateau", label: "factor", steps: [0.1, 0.5], value: 0.5 },
      cooldown: { legend: "ReduceLROnPlateau", label: "cooldown", steps: [0, 1, 2, 5], value: 0 },
      min_delta: { legend: "ReduceLROnPlateau", label: "min_delta", steps: [0.0001, 0.02], value: 0.0001 },
      stopping: { legend: "EarlyStopping", label: "EarlyStopping is in the list, too", tick: true, value: false },
      stop_patience: { legend: "EarlyStopping", label: "its patience", min: 0, max: 40, step: 1, value: 10, when: (state) => state.stopping },
    },
    questions: {
      first: { short: "the first reduction", text: "After which epoch is the learning rate reduced for the first time?", never: "It is never reduced", answer: (result) => result.reduced[0] ?? null },
      count: { short: "the number of reductions", text: "How many times is the learning rate reduced?", from: 0, answer: (result) => result.reduced.length },
      stop: STOP_QUESTION,
    },

    compute(state) {
      const name = `patience ${state.patience}, factor ${state.factor}, cooldown ${state.cooldown}, min_delta ${state.min_delta}`;
      const [values, all, constant] = [curve("slower", `${name} val_loss`), curve("slower", `${name} reduced`), curve("slower", "constant val_loss")];
      const settings = { rate: FIRST_RATE, factor: state.factor, patience: state.patience, minDelta: state.min_delta, cooldown: state.cooldown };
      const replay = rules.reduceLROnPlateau(values, settings);
      const stopping = state.stopping ? rules.earlyStopping(values, { patience: state.stop_patience }) : null;
      const ran = stopping ? stopping.epochsRun : values.length;
      return { values, constant, replay, stopping, ran, stop: stopping?.stopEpoch ?? null, reduced: all.filter((epoch) => epoch <= ran) };
    },

    sentences(state, result) {
      const { reduced, ran, stop, values, constant } = result;
      const last = result.replay.rates[ran] ?? result.replay.finalRate;
      const told = [];
      if (reduced.length) told.push(`The rate is reduced ${times(reduced.length)}, after ${reduced.length > 1 ? "epochs" : "epoch"} ${few(reduced)}: from ${FIRST_RATE} down to ${shown(last)}.`);
      else told.push(`The rate stays at ${FIRST_RATE}: nothing is reduced${stop ? " before training ends" : ""}.`);
      if (stop) told.push(`EarlyStopping ends training after epoch ${stop}; epoch ${result.stopping.bestEpoch} was the best.`);
      told.push(`The last val_loss is ${shown(values[ran - 1])}; in the training with a constant rate, epoch ${ran} had ${shown(constant[ran - 1])}.`);
      return told;
    },

    code(state) {
      const slower = [["factor", state.factor, 0.1], ["patience", state.patience, 10], ["min_delta", state.min_delta, 0.0001], ["cooldown", state.cooldown, 0]];
      const calls = [call("ReduceLROnPlateau", ['monitor="val_loss"'], slower)];
      if (state.stopping) calls.push(call("EarlyStopping", ['monitor="val_loss"'], [["patience", state.stop_patience, 0]]));
      return calls.join("\n");
    },

    /** The count as it was when the epoch was looked at: a reduction sets it back to 0 at once. */
    counts: (state, { replay, reduced, ran }) => replay.steps.slice(0, ran).map(({ wait }, place) => (reduced.includes(place + 1) ? state.patience : wait)),

    // Before the answer there is only the training with a constant rate, from which the first reduction can be told.
    covered: (state, result) => ({ ...slowView.picture(state, result), plots: [{ lines: [{ name: "val_loss, the rate stays at 0.5", values: result.constant, look: 1 }], height: 220 }] }),

    picture(state, result) {
      const { steps, rates } = result.replay;
      const lines = [{ name: "val_loss", values: result.values, look: 0 }, { name: "the rate stays at 0.5", values: result.constant, look: 1, whole: true }];
      const plots = [{ lines, height: 220 }, { lines: [{ name: "learning rate", values: rates.map(Math.log10), look: 2, stairs: true }], height: 90, ticks: rates }];
      const lanes = [
        { name: "count", cells: slowView.counts(state, result).map((count) => ({ height: count / state.patience, text: count ? String(count) : "" })) },
        { name: "rate reduced", cells: squares(result.reduced, result.ran) },
      ];
      if (state.cooldown) lanes.push({ name: "cooling", cells: steps.slice(0, result.ran).map(({ cooling }) => ({ height: cooling / state.cooldown, text: cooling ? String(cooling) : "" })) });
      return { count: result.values.length, ran: result.ran, stop: result.stop, ignored: 0, plots, marks: [], lanes, cuts: result.reduced };
    },

    table(state, result) {
      const counts = slowView.counts(state, result);
      const rows = result.values.map((value, place) => {
        const step = result.replay.steps[place];
        const what = [];
        if (place >= result.ran) what.push("not trained");
        else {
          if (step.better) what.push("best so far");
          if (step.cooling) what.push("cooling down");
          if (result.reduced.includes(place + 1)) what.push("rate reduced");
          if (result.stop === place + 1) what.push("stops here");
        }
        return [place + 1, shown(result.constant[place]), shown(value), shown(result.replay.rates[place]), counts[place] ?? "", what.join(", ")];
      });
      return { head: ["epoch", "val_loss, constant rate", "val_loss", "rate", "count", "what happens"], rows };
    },

    random(pick) {
      const f = slowView.fields;
      const cell = Object.fromEntries(["patience", "factor", "cooldown", "min_delta"].map((name) => [name, pick(f[name].steps)]));
      const stopping = pick([true, false, false]);
      return { ...cell, stopping, stop_patience: pick([2, 3, 4, 6, 10]), ask: stopping ? "stop" : pick(["first", "first", "count"]) };
    },

    presets: [
      {
        name: "Longer steps, then shorter",
        set: {},
        story: "The steps are so long that this training jumps over its goal. With patience=3: after which epoch does the rate drop for the first time?",
        moral: "The epoch that brings the count to 3 reduces the rate; the next one is the first to train with it. Up to there, both lines are one.",
      },
      {
        name: "A cooldown of 1 is none",
        set: { patience: 2, cooldown: 1, ask: "count" },
        story: "cooldown=1 looks like one epoch of rest after each reduction. How often is the rate reduced? Compare with cooldown=0 afterwards.",
        moral: "The rest is counted down before the epoch is looked at, so a cooldown of 1 is over before it begins: the run with 0 is the same. With 2 there is one epoch of rest.",
      },
      {
        name: "Stopped before it slows down",
        set: { patience: 5, stopping: true, stop_patience: 3, ask: "first" },
        story: "EarlyStopping waits 3 epochs, ReduceLROnPlateau 5. When does the rate drop for the first time?",
        moral: "The less patient one comes first: training has ended before the smaller steps got a chance. Give EarlyStopping more patience than ReduceLROnPlateau.",
      },
      {
        name: "Too fast, too low",
        set: { patience: 1, factor: 0.1, ask: "count" },
        story: "A factor of 0.1 leaves a tenth, and patience=1 asks for it after every epoch that is not better. How often?",
        moral: "Soon the rate is so small that nothing moves any more, and where nothing moves, no epoch is better: it is reduced again.",
      },
      {
        name: "Small gains that do not count",
        set: { patience: 3, min_delta: 0.02, ask: "count" },
        story: "min_delta=0.02 wants gains above 0.02. How often is the rate reduced?",
        moral: "Small gains count as none, so it loses patience sooner. Put min_delta back to 0.0001 and compare.",
      },
    ],
  };

  const VIEWS = { stop: stopView, ratio: ratioView, slow: slowView };

  const squares = (chosen, ran) => Array.from({ length: ran }, (_, place) => ({ height: chosen.includes(place + 1) ? 1 : 0, text: "", square: true }));

  // ---- drawing: a string of SVG, at the width that there is

  const [LEFT, RIGHT, LANE] = [52, 14, 28];
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  function ticksOf(low, high) {
    if (low === high) [low, high] = [low - Math.abs(low) / 2 - 0.5, high + Math.abs(high) / 2 + 0.5];
    const rough = (high - low) / 4;
    const size = 10 ** Math.floor(Math.log10(rough));
    const step = size * ([1, 2, 2.5, 5].find((one) => one * size >= rough * 0.999) ?? 10);
    const first = Math.floor(low / step + 1e-9);
    const count = Math.ceil(high / step - 1e-9) - first;
    return Array.from({ length: count + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
  }

  function scaleOf(plot, top) {
    const all = plot.lines.flatMap((line) => line.values).concat(plot.level ? [plot.level.value] : []);
    const finite = all.filter((value) => value !== null && Number.isFinite(value));
    const ticks = plot.ticks ? null : ticksOf(finite.length ? Math.min(...finite) : 0, finite.length ? Math.max(...finite) : 1);
    const low = ticks ? ticks[0] : Math.min(...finite) - 0.15;
    const high = ticks ? ticks.at(-1) : Math.max(...finite) + 0.15;
    const bottom = top + plot.height - 8;
    const y = (value) => bottom - ((value - low) / (high - low)) * (plot.height - 34);
    const marks = ticks ? ticks.map((tick) => [y(tick), shown(tick)]) : [...new Set([plot.ticks[0], plot.ticks.at(-1)])].map((rate) => [y(Math.log10(rate)), String(Number(rate.toPrecision(2)))]);
    return { y, marks };
  }

  function path(values, x, y, from, to, half) {
    let text = "";
    let pen = "M";
    for (let place = from; place < to; place += 1) {
      const value = values[place];
      if (value === null || !Number.isFinite(value)) pen = "M";
      else {
        const at = y(value).toFixed(1);
        text += half ? `${pen}${(x(place + 1) - half).toFixed(1)} ${at}H${(x(place + 1) + half).toFixed(1)}` : `${pen}${x(place + 1).toFixed(1)} ${at}`;
        pen = "L";
      }
    }
    return text;
  }

  function lineOf(line, x, y, ran, half) {
    const { values, look } = line;
    const end = line.whole ? values.length : ran;
    const parts = [`<path class="lab-line lab-look-${look}" d="${path(values, x, y, 0, end, line.stairs ? half : 0)}"/>`];
    if (end < values.length) parts.push(`<path class="lab-line lab-look-${look} lab-untrained" d="${path(values, x, y, Math.max(end - 1, 0), values.length, line.stairs ? half : 0)}"/>`);
    // A value with nothing beside it is a line of no length: a dot shows it.
    const alone = values.flatMap((value, place) => (Number.isFinite(value) && value !== null && !Number.isFinite(values[place - 1] ?? NaN) && !Number.isFinite(values[place + 1] ?? NaN) ? [place] : []));
    for (const place of alone) parts.push(`<circle class="lab-dot lab-look-${look}" cx="${x(place + 1).toFixed(1)}" cy="${y(values[place]).toFixed(1)}" r="3"/>`);
    return parts.join("");
  }

  /** Names of lines, beside each other, or below each other where that is too wide: [SVG, height of all but the first]. */
  function legendOf(lines, top, width) {
    const wide = lines.map((line) => 46 + 6.6 * line.name.length);
    const below = LEFT + wide.reduce((sum, one) => sum + one, 0) > width;
    let [place, row] = [LEFT, top];
    const parts = lines.map((line, number) => {
      const part = `<path class="lab-line lab-look-${line.look}" d="M${place} ${row + 9}h22"/><text x="${place + 27}" y="${row + 13}">${escaped(line.name)}</text>`;
      if (below) row += number < lines.length - 1 ? 16 : 0;
      else place += wide[number];
      return part;
    });
    return [parts.join(""), row - top];
  }

  function laneOf(lane, x, half, top) {
    const cells = lane.cells.map(({ height, text, square }, place) => {
      if (!height) return "";
      const tall = square ? 12 : Math.max(2, Math.min(height, 1) * (LANE - 14));
      const wide = Math.max(1.5, Math.min(2 * half - 1, square ? 12 : 99));
      const number = !square && half >= 6 ? `<text class="lab-number" x="${x(place + 1).toFixed(1)}" y="${(top + LANE - 5 - tall).toFixed(1)}">${text}</text>` : "";
      return `<rect class="${square ? "lab-square" : "lab-bar"}" x="${(x(place + 1) - wide / 2).toFixed(1)}" y="${(top + LANE - 2 - tall).toFixed(1)}" width="${wide.toFixed(1)}" height="${tall.toFixed(1)}"/>${number}`;
    });
    return cells.join("");
  }

  function epochTicks(count, width) {
    const step = [1, 2, 5, 10, 20, 25, 50].find((one) => count / one <= width / 42) ?? 100;
    const found = [1];
    for (let epoch = step; epoch <= count; epoch += step) if (epoch > 1 && (step === 1 || epoch > step / 2 + 1)) found.push(epoch);
    return found;
  }

  /** Return the SVG of a picture; `label` tells it to whoever does not see it. Before the answer, nothing is marked. */
  function draw(picture, width, covered, label) {
    const inner = width - LEFT - RIGHT;
    const half = inner / Math.max(picture.count, 2) / 2;
    const x = (epoch) => LEFT + half * (2 * epoch - 1);
    const ran = covered ? picture.count : picture.ran;
    const parts = [];
    let top = 4;
    const marks = covered ? [] : picture.marks;
    for (const [number, plot] of picture.plots.entries()) {
      const [legend, more] = legendOf(plot.lines, top, width);
      parts.push(legend);
      top += more;
      const { y, marks: ticks } = scaleOf(plot, top + 14);
      for (const [at, text] of ticks) parts.push(`<path class="lab-grid" d="M${LEFT} ${at.toFixed(1)}H${width - RIGHT}"/><text class="lab-tick" x="${LEFT - 7}" y="${(at + 4).toFixed(1)}">${text}</text>`);
      if (plot.level) parts.push(`<path class="lab-level" d="M${LEFT} ${y(plot.level.value).toFixed(1)}H${width - RIGHT}"/><text class="lab-end" x="${width - RIGHT}" y="${(y(plot.level.value) - 5).toFixed(1)}">${escaped(plot.level.text)}</text>`);
      for (const line of plot.lines) parts.push(lineOf(line, x, y, ran, half));
      if (!number) for (const mark of marks) parts.push(markOf(mark, x, y, width, picture.stop));
      top += plot.height + 14;
    }
    const bottom = top;
    if (!covered) for (const epoch of picture.cuts ?? []) parts.push(`<path class="lab-cut" d="M${(x(epoch) + half).toFixed(1)} 24V${bottom - 8}"/>`);
    for (const epoch of epochTicks(picture.count, inner)) parts.push(`<text class="lab-middle" x="${x(epoch).toFixed(1)}" y="${top + 12}">${epoch}</text>`);
    parts.push(`<text class="lab-tick" x="${LEFT - 7}" y="${top + 12}">epoch</text>`);
    top += 22;
    if (!covered) {
      for (const lane of picture.lanes) {
        parts.push(`<text class="lab-lane" x="${LEFT}" y="${top + 10}">${escaped(lane.name)}</text><path class="lab-grid" d="M${LEFT} ${top + 12 + LANE}H${width - RIGHT}"/>${laneOf(lane, x, half, top + 12)}`);
        top += LANE + 20;
      }
      if (picture.ignored) parts.unshift(`<rect class="lab-ignored" x="${LEFT}" y="20" width="${(2 * half * Math.min(picture.ignored, picture.count)).toFixed(1)}" height="${bottom - 20}"/><text class="lab-note" x="${LEFT + 4}" y="${bottom - 14}">ignored</text>`);
      if (picture.stop) parts.push(stopOf(picture, x, half, bottom, width));
    }
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + 4}" viewBox="0 0 ${width} ${top + 4}" role="img" aria-label="${escaped(label)}">${parts.join("")}</svg>`;
  }

  function markOf({ epoch, value, text }, x, y, width, stop) {
    if (!Number.isFinite(value)) return "";
    const at = x(epoch);
    // The words stand where they are in the way of nothing: left of the mark where training stops soon after it.
    const side = at > width - 90 || (stop && x(stop) - at < 80 && at > LEFT + 80) ? "lab-end" : "";
    return `<circle class="lab-ring" cx="${at.toFixed(1)}" cy="${y(value).toFixed(1)}" r="7"/><text class="${side} lab-strong" x="${(side ? at - 11 : at + 11).toFixed(1)}" y="${(y(value) + 18).toFixed(1)}">${text}</text>`;
  }

  function stopOf({ stop }, x, half, bottom, width) {
    const at = x(stop);
    const side = at > width / 2 ? "lab-end" : "";
    return `<path class="lab-stop" d="M${at.toFixed(1)} 20V${bottom}"/><text class="${side} lab-strong" x="${(side ? at - 5 : at + 5).toFixed(1)}" y="32">stops: ${stop}</text>`;
  }

  // ---- small helpers for the page

  function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made && name !== "list") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  function button(text, action, properties = {}) {
    const made = element("button", { type: "button", className: "lab-button", ...properties }, text);
    made.addEventListener("click", action);
    return made;
  }

  const SCORES = "callbacks-by-doing/lab";

  function scores() {
    try {
      return JSON.parse(localStorage.getItem(SCORES)) ?? {};
    } catch {
      return {};
    }
  }

  function keepScore(view, score) {
    try {
      localStorage.setItem(SCORES, JSON.stringify({ ...scores(), [view]: score }));
    } catch {
      // It lasts as long as the page.
    }
  }

  // ---- one setting: a choice, a tick, a text, or a slider with a number beside it

  class Setting {
    constructor(id, name, field, changed) {
      Object.assign(this, { id, name, field, changed });
      this.row = element("div", { className: "lab-setting" });
      if (field.options) this.choice(Object.entries(field.options));
      else if (field.steps) this.recordedSteps();
      else if (field.tick) this.box();
      else if (field.text) this.area();
      else this.number();
    }

    label(text = this.field.label) {
      return element("label", { htmlFor: this.id }, text);
    }

    listen(input, read, ...kinds) {
      for (const kind of kinds) input.addEventListener(kind, () => this.changed(this.name, read(), kind === "change"));
    }

    choice(pairs) {
      const options = pairs.map(([value, text]) => element("option", { value }, text));
      this.main = element("select", { id: this.id }, ...options);
      this.listen(this.main, () => this.main.value, "change");
      this.row.append(this.label(), this.main);
      this.show = (value) => (this.main.value = String(value));
    }

    recordedSteps() {
      const { steps, label } = this.field;
      this.main = element("select", { id: this.id }, ...steps.map((value) => element("option", { value }, String(value))));
      const slider = element("input", { type: "range", min: 0, max: steps.length - 1, step: 1, "aria-label": `${label}, slider` });
      this.listen(this.main, () => Number(this.main.value), "change");
      this.listen(slider, () => steps[Number(slider.value)], "input", "change");
      this.row.append(this.label(), this.main, slider);
      this.show = (value) => {
        this.main.value = String(value);
        slider.value = steps.indexOf(value);
        slider.setAttribute("aria-valuetext", String(value));
      };
    }

    box() {
      this.main = element("input", { id: this.id, type: "checkbox" });
      this.listen(this.main, () => this.main.checked, "change");
      this.row.append(element("label", {}, this.main, " ", this.field.label));
      this.row.classList.add("lab-tickbox");
      this.show = (value) => (this.main.checked = value);
    }

    area() {
      this.main = element("textarea", { id: this.id, rows: 3, spellcheck: false });
      this.listen(this.main, () => this.main.value, "input", "change");
      this.row.append(this.label(), this.main);
      this.row.classList.add("lab-wide");
      this.show = (value) => this.main.value !== value && (this.main.value = value);
    }

    number() {
      const { min, max, step, fine, label } = this.field;
      this.main = element("input", { id: this.id, type: "number", min, max, step: fine ? "any" : step, inputMode: fine ? "decimal" : "numeric" });
      const slider = element("input", { type: "range", min, max, step, "aria-label": `${label}, slider` });
      this.listen(slider, () => Number(slider.value), "input", "change");
      // While somebody types, half a number is no reason to move anything.
      this.main.addEventListener("input", () => this.valid(this.main.value) && this.changed(this.name, Number(this.main.value), false, this.main));
      this.main.addEventListener("change", () => this.changed(this.name, this.nearest(this.main.value), true));
      this.row.append(this.label(), this.main, slider);
      this.show = (value, typing) => {
        if (typing !== this.main) this.main.value = value;
        slider.value = value;
      };
    }

    valid(text) {
      const value = Number(text);
      return text.trim() !== "" && value >= this.field.min && value <= this.field.max && (this.field.fine || Number.isInteger(value));
    }

    /** Return the value that is meant by a text, in the range of the field; without a number, the usual one. */
    nearest(text) {
      const value = text.trim() === "" ? NaN : Number(text);
      if (!Number.isFinite(value)) return this.field.value;
      const inside = Math.min(this.field.max, Math.max(this.field.min, value));
      return this.field.fine ? inside : Math.round(inside);
    }
  }

  // ---- one view on the page

  class Lab {
    constructor(root) {
      this.root = root;
      this.name = root.dataset.view;
      this.view = VIEWS[this.name];
      this.score = scores()[this.name] ?? { right: 0, asked: 0 };
      this.state = this.usual();
      this.build();
      this.take(this.view.presets[0]);
    }

    usual() {
      const values = Object.entries(this.view.fields).map(([name, field]) => [name, field.value]);
      return { ...Object.fromEntries(values), ask: Object.keys(this.view.questions)[0], guess: null, shown: false };
    }

    build() {
      this.status = element("p", { className: "lab-status", role: "status" });
      this.story = element("p", { className: "lab-story" });
      this.problem = element("p", { className: "lab-problem", id: `lab-${this.name}-problem`, hidden: true });
      this.figure = element("div", { className: "lab-figure" });
      this.told = element("p", { className: "lab-told" });
      this.code = element("code");
      this.rows = element("div", { className: "lab-table", role: "region", "aria-label": `${this.view.title}, as a table`, tabIndex: 0 });
      this.details = element("details", { className: "lab-details" }, element("summary", {}, "The same as a table"), this.rows);
      this.details.addEventListener("toggle", () => this.fillTable());
      this.link = element("a", { className: "lab-link" }, "Link to exactly this");
      const linkRow = element("p", { className: "lab-links" }, this.link, " ", button("Copy the link", () => this.copy()));
      const left = element("div", { className: "lab-settings" }, ...this.buildSettings());
      const code = element("pre", { className: "lab-code", tabIndex: 0, role: "group", "aria-label": `${this.view.title}, these settings in Python` }, this.code);
      const right = element("div", { className: "lab-view" }, this.story, this.problem, this.figure, this.buildAsk(), this.told, this.status);
      this.root.replaceChildren(this.buildPresets(), element("div", { className: "lab-body" }, right, left), code, this.details, linkRow);
      this.root.classList.add("lab-live");
      new ResizeObserver(() => this.figure.clientWidth !== this.drawnAt && this.draw()).observe(this.figure);
    }

    buildPresets() {
      this.presets = this.view.presets.map((preset) => button(preset.name, () => this.take(preset, true), { "aria-pressed": "false" }));
      const random = button("Ask me something new", () => this.surprise());
      return element("div", { className: "lab-presets", role: "group", "aria-label": `${this.view.title}, stories to begin with` }, ...this.presets, random);
    }

    buildSettings() {
      const groups = new Map();
      this.settings = Object.entries(this.view.fields).map(([name, field]) => {
        const setting = new Setting(`lab-${this.name}-${name}`, name, field, (...told) => this.changed(...told));
        if (!groups.has(field.legend)) groups.set(field.legend, element("fieldset", {}, element("legend", {}, field.legend)));
        groups.get(field.legend).append(setting.row);
        if (field.text) setting.main.setAttribute("aria-describedby", this.problem.id);
        return setting;
      });
      return [...groups.values()];
    }

    buildAsk() {
      const id = `lab-${this.name}-ask`;
      const options = Object.entries(this.view.questions).map(([value, { short }]) => element("option", { value }, short));
      this.question = element("select", { id }, ...options);
      this.question.addEventListener("change", () => this.cover({ ask: this.question.value }));
      this.asked = element("strong");
      this.before = element("span");
      const other = element("p", { className: "lab-other", hidden: options.length === 1 }, element("label", { htmlFor: id }, "Ask me about "), this.question);
      this.guess = element("input", { type: "number", id: `${id}-guess`, min: 0, max: MOST_EPOCHS, step: 1, inputMode: "numeric" });
      this.guessLabel = element("label", { htmlFor: this.guess.id }, "");
      this.never = element("input", { type: "checkbox" });
      this.neverText = element("span");
      this.neverLabel = element("label", { className: "lab-never" }, this.never, " ", this.neverText);
      this.guess.addEventListener("input", () => this.guess.value && (this.never.checked = false));
      this.never.addEventListener("change", () => this.never.checked && (this.guess.value = ""));
      this.check = element("button", { type: "submit", className: "lab-button lab-check" }, "Check my prediction");
      this.reveal = button("Just show me", () => this.open(null));
      this.outcome = element("p", { className: "lab-outcome" });
      this.standing = element("p", { className: "lab-standing" });
      this.inputs = element("div", { className: "lab-guess" }, this.guessLabel, this.guess, this.neverLabel, this.check, this.reveal);
      this.again = button("Cover it again", () => this.cover({}));
      this.form = element(
        "form",
        { className: "lab-ask", method: "dialog", noValidate: true, "aria-label": `${this.view.title}, your prediction` },
        element("p", {}, this.before, this.asked),
        this.inputs,
        this.outcome,
        other,
        element("div", { className: "lab-foot" }, this.again, this.standing),
      );
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (!this.state.shown) this.predict();
      });
      return this.form;
    }

    // -- what happens

    take(preset, byHand = false) {
      this.state = { ...this.usual(), ...preset.set };
      this.preset = preset;
      this.refresh();
      if (byHand) {
        this.keepAddress();
        this.say(preset.story);
      }
    }

    surprise() {
      const pick = (items) => items[Math.floor(Math.random() * items.length)];
      this.state = { ...this.usual(), ...this.view.random(pick) };
      this.preset = null;
      this.refresh();
      this.keepAddress();
      this.say(`A new question. ${this.view.questions[this.state.ask].text}`);
    }

    cover(changes) {
      const hadFocus = document.activeElement === this.again;
      this.state = { ...this.state, ...changes, shown: false, guess: null };
      this.refresh();
      this.keepAddress();
      if (hadFocus) this.guess.focus();
    }

    changed(name, value, done, typing = null) {
      const newCurve = name === "run" && value !== this.state.run;
      this.state[name] = value;
      this.state.guess = null;
      if (newCurve) this.state.shown = false;
      this.preset = null;
      this.refresh(typing, !done);
      if (done) {
        this.keepAddress();
        this.say(this.state.shown && !this.broken ? this.sentences.join(" ") : "");
      }
    }

    predict() {
      if (this.broken) return this.say(this.broken);
      const text = this.guess.value.trim();
      const whole = /^\d+$/.test(text);
      if (!whole && !(this.never.checked && !this.neverLabel.hidden)) {
        this.outcome.textContent = "Type a whole number first, or let it be shown.";
        this.say(this.outcome.textContent);
        return this.guess.focus();
      }
      const guess = whole ? Number(text) : "never";
      const right = this.isRight(guess);
      this.score = { right: this.score.right + (right ? 1 : 0), asked: this.score.asked + 1 };
      keepScore(this.name, this.score);
      return this.open(guess);
    }

    isRight(guess) {
      const answer = this.answer ?? "never";
      return guess === answer || Math.abs(guess - answer) <= (this.view.questions[this.state.ask].near ?? 0);
    }

    open(guess) {
      if (this.broken) return this.say(this.broken);
      this.state = { ...this.state, shown: true, guess };
      this.refresh();
      this.keepAddress();
      this.again.focus();
      return this.say([this.outcome.textContent, ...this.sentences].filter(Boolean).join(" "));
    }

    // -- what is to be seen

    /** Show the state. While a slider moves, the picture follows at once and the table, if it is open, a little later. */
    refresh(typing = null, moving = false) {
      const { state, view } = this;
      for (const setting of this.settings) {
        setting.show(state[setting.name], typing);
        setting.row.hidden = Boolean(setting.field.when && !setting.field.when(state));
      }
      this.broken = this.faults();
      this.problem.textContent = this.broken;
      this.problem.hidden = !this.broken;
      if (!this.broken) {
        this.result = view.compute(state);
        this.sentences = view.sentences(state, this.result);
        this.answer = view.questions[state.ask].answer(this.result);
      }
      this.showAsk();
      this.presets.forEach((one, place) => one.setAttribute("aria-pressed", String(view.presets[place] === this.preset)));
      this.code.textContent = view.code(state);
      this.link.href = this.address();
      this.draw();
      clearTimeout(this.waiting);
      if (moving) this.waiting = setTimeout(() => this.fillTable(), TABLE_WAITS);
      else this.fillTable();
    }

    faults() {
      const { state, view } = this;
      for (const [name, field] of Object.entries(view.fields)) {
        const problem = field.text && field.when(state) && typed(state[name]).problem;
        if (problem) return problem;
      }
      return view.check?.(state) ?? "";
    }

    showAsk() {
      const { state } = this;
      const question = this.view.questions[state.ask];
      const open = state.shown && !this.broken;
      this.story.textContent = this.preset ? this.preset.story : "";
      this.question.value = state.ask;
      this.before.textContent = open ? "The question was: " : "Predict first: ";
      this.asked.textContent = question.text;
      this.guessLabel.textContent = question.from === 0 ? "Number" : "Epoch";
      this.neverLabel.hidden = !question.never;
      this.neverText.textContent = question.never ?? "";
      this.inputs.hidden = open;
      this.again.hidden = !open;
      if (!open) [this.guess.value, this.never.checked] = ["", false];
      this.outcome.replaceChildren(...(open ? this.verdict(question) : []));
      this.told.textContent = open ? this.sentences.join(" ") : "";
      const { right, asked } = this.score;
      this.standing.textContent = asked ? `Your predictions here: ${right} of ${asked} right.` : "";
    }

    verdict(question) {
      const { guess } = this.state;
      const moral = this.preset ? ` ${this.preset.moral}` : "";
      if (guess === null) return moral ? [moral.trim()] : [];
      const answer = this.answer ?? "never";
      if (guess === answer) return [element("strong", { className: "lab-right" }, "✓ Right."), moral];
      if (this.isRight(guess)) return [element("strong", { className: "lab-right" }, `✓ Right, near enough: it is ${answer}.`), moral];
      const name = (value) => (value === "never" ? `“${question.never ?? "never"}”` : value);
      const near = Math.abs(guess - answer) === 1 ? " Off by one!" : "";
      return [element("strong", { className: "lab-wrong" }, `✗ You said ${name(guess)}; it is ${name(answer)}.`), `${near}${moral}`];
    }

    draw() {
      const width = this.figure.clientWidth;
      if (!width || this.broken || !this.result) return;
      this.drawnAt = width;
      const { state, result, view } = this;
      const covered = !state.shown;
      const picture = covered && view.covered ? view.covered(state, result) : view.picture(state, result);
      const names = picture.plots.flatMap((plot) => plot.lines.map((line) => line.name));
      const label = covered ? `Curves over ${epochs(picture.count)}: ${listed(names)}. Nothing is marked until you have predicted.` : this.sentences.join(" ");
      this.figure.innerHTML = draw(picture, width, covered, label);
    }

    fillTable() {
      if (!this.details.open || this.broken || !this.result) return;
      const { head, rows } = this.coveredTable(this.view.table(this.state, this.result));
      const headRow = element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)));
      const body = rows.map((row) => element("tr", {}, ...row.map((text) => element("td", {}, String(text)))));
      this.rows.replaceChildren(element("table", { className: "lab-rows" }, element("thead", {}, headRow), element("tbody", {}, ...body)));
    }

    /** Before the answer the table holds no more than the picture. */
    coveredTable({ head, rows }) {
      if (this.state.shown) return { head, rows };
      const kept = this.name === "slow" ? 2 : head.indexOf(this.name === "ratio" ? "ratio" : "count");
      return { head: head.slice(0, kept), rows: rows.map((row) => row.slice(0, kept)) };
    }

    /** Fill the live region; a sentence that stands there already is changed invisibly, so that it is read again. */
    say(sentence) {
      this.status.textContent = sentence && this.status.textContent === sentence ? `${sentence}\u00a0` : sentence;
    }

    // -- the address: everything that can be set, so that a link restores it

    address() {
      const hidden = (name) => this.view.fields[name]?.when && !this.view.fields[name].when(this.state);
      const kept = Object.entries(this.state).filter(([name, value]) => value !== null && !hidden(name));
      const preset = this.preset ? [["preset", this.view.presets.indexOf(this.preset)]] : [];
      return `#${new URLSearchParams([["lab", this.name], ...kept.map(([name, value]) => [name, String(value)]), ...preset])}`;
    }

    keepAddress() {
      // Only what follows the # may be changed in the address of a local file.
      history.replaceState(history.state, "", this.address());
    }

    restore(given) {
      const state = this.usual();
      for (const setting of this.settings) {
        const text = given.get(setting.name);
        if (text !== null) state[setting.name] = this.read(setting, text);
      }
      if (Object.hasOwn(this.view.questions, given.get("ask") ?? "")) state.ask = given.get("ask");
      state.shown = given.get("shown") === "true";
      const guess = given.get("guess") ?? "";
      if (state.shown && /^(\d+|never)$/.test(guess)) state.guess = guess === "never" ? guess : Number(guess);
      this.state = state;
      this.preset = this.view.presets[Number(given.get("preset") ?? NaN)] ?? null;
      this.refresh();
      this.root.scrollIntoView();
    }

    read(setting, text) {
      const { field } = setting;
      if (field.options) return Object.hasOwn(field.options, text) ? text : field.value;
      if (field.steps) return field.steps.includes(Number(text)) ? Number(text) : field.value;
      if (field.tick) return text === "true";
      return field.text ? text : setting.nearest(text);
    }

    async copy() {
      this.keepAddress();
      try {
        await navigator.clipboard.writeText(location.href);
        this.say("The link is copied.");
      } catch {
        this.say("This browser does not let the page copy. The address of the page is the link now.");
      }
    }
  }

  // ---- the page

  const roots = document.querySelectorAll(".lab[data-view]");
  if (!roots.length || !recorded) return;
  const labs = [...roots].map((root) => new Lab(root));
  const follow = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    labs.find((lab) => lab.name === given.get("lab"))?.restore(given);
  };
  addEventListener("hashchange", follow);
  follow();
})();
