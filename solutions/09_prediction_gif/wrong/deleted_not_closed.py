"""Deletes its own name for the figure.

misconception: figures_stay_open
caught by: test_leaves_no_figure_open
message: pyplot keeps every figure in memory until it is closed
"""

import tempfile
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image, ImageOps


class VisCallback(keras.callbacks.Callback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        super().__init__()
        rng = np.random.Generator(np.random.PCG64(seed))
        self.chosen = rng.choice(np.arange(len(inputs)), size=np.minimum(n_samples, len(inputs)), replace=False)
        self.inputs, self.ground_truth, self.path = inputs, ground_truth, path
        self.display_freq = display_freq

    def on_train_begin(self, logs=None):
        self.folder = tempfile.TemporaryDirectory()

    def on_epoch_end(self, epoch, logs=None):
        # All inputs are predicted, a few are shown.
        answers = np.argmax(self.model.predict(self.inputs, verbose=0), axis=1)[self.chosen]
        truths = np.asarray(self.ground_truth)[self.chosen]
        fig, axes = plt.subplots(1, len(self.chosen), figsize=(0.9 * len(self.chosen), 1.5))
        for i, ax in enumerate(np.atleast_1d(axes)):
            ax.imshow(self.inputs[self.chosen[i]], cmap=plt.cm.gray)
            ax.set_title(f"P:{answers[i]}, T:{truths[i]}", fontsize=9)
            ax.set_axis_off()
        fig.suptitle(f"Epoch {epoch}", y=1.1)
        fig.savefig(Path(self.folder.name) / f"{epoch:06}.png", bbox_inches="tight")
        if epoch % self.display_freq == 0:
            fig.show()
        del fig

    def on_train_end(self, logs=None):
        pictures = [Image.open(file).convert("RGB") for file in sorted(Path(self.folder.name).glob("*.png"))]
        size = max(one.width for one in pictures), max(one.height for one in pictures)
        pictures = [ImageOps.pad(one, size, color="white") for one in pictures]
        target = Path(self.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        pictures[0].save(target, save_all=True, append_images=pictures[1:], duration=[1000] * len(pictures), loop=0)
        self.folder.cleanup()
