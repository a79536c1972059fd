"""One figure for the whole training: its images stay, its titles change, and matplotlib's own writer takes the frames."""

from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import PillowWriter


class VisCallback(keras.callbacks.Callback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        super().__init__()
        rng = np.random.RandomState(seed)
        chosen = sorted(rng.choice(len(inputs), min(n_samples, len(inputs)), replace=False))
        self.images = inputs[chosen]
        self.labels = ground_truth[chosen]
        self.path = Path(path)
        self.display_freq = display_freq

    def on_train_begin(self, logs=None):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.figure, axes = plt.subplots(ncols=len(self.images), squeeze=False, figsize=(1.5 * len(self.images), 2))
        self.axes = axes.ravel()
        for ax, image in zip(self.axes, self.images):
            ax.imshow(image)
            ax.set_xticks([])
            ax.set_yticks([])
        self.writer = PillowWriter(fps=1)
        self.writer.setup(self.figure, str(self.path))

    def on_epoch_end(self, epoch, logs=None):
        outputs = self.model.predict_on_batch(self.images)
        for ax, output, label in zip(self.axes, outputs, self.labels):
            ax.set_title("P:%d, T:%d" % (output.argmax(), label), fontsize="small")
        self.figure.suptitle(f"Epoch {epoch}")
        self.writer.grab_frame()
        if not epoch % self.display_freq:
            plt.show()

    def on_train_end(self, logs=None):
        self.writer.finish()
        plt.close(self.figure)
