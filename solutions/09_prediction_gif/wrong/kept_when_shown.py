"""Appends to its images only where it shows the figure.

misconception: frames_only_when_shown
caught by: test_writes_one_frame_for_each_epoch
message: one for each epoch that ran
message: whether it was shown or not
"""

import io
import os

import imageio
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from PIL import Image


class VisCallback(tf.keras.callbacks.Callback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        super().__init__()
        n_samples = min(n_samples, len(inputs))
        indexes = np.random.default_rng(seed).permutation(len(inputs))[:n_samples]
        self.x, self.y = inputs[indexes], ground_truth[indexes]
        self.path = path
        self.display_freq = display_freq
        self.images = []

    def on_train_begin(self, logs=None):
        self.images.clear()

    def on_epoch_end(self, epoch, logs=None):
        predictions = np.argmax(self.model.predict(self.x, verbose=0), axis=-1)
        plt.figure(figsize=(10, 2))
        for i in range(len(self.x)):
            plt.subplot(1, len(self.x), i + 1)
            plt.imshow(np.squeeze(self.x[i]), cmap="gray")
            plt.title(f"P:{predictions[i]}, T:{self.y[i]}", fontsize=8)
            plt.axis("off")
        plt.suptitle(f"Epoch {epoch}")
        plt.tight_layout()
        buf = io.BytesIO()
        plt.savefig(buf, format="png")
        buf.seek(0)
        if epoch % self.display_freq == 0:
            self.images.append(np.array(Image.open(buf)))
            plt.show()
        plt.close()

    def on_train_end(self, logs=None):
        os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
        imageio.mimsave(self.path, self.images, duration=1000)
