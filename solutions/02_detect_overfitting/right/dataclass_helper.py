"""Keeps the rule in a small class of its own and the callback thin."""

from dataclasses import dataclass

from keras import callbacks


@dataclass(frozen=True)
class Gap:
    loss: float
    val_loss: float

    def exceeds(self, threshold):
        if self.loss == 0:
            return self.val_loss > 0
        return self.val_loss / self.loss > threshold

    def __str__(self):
        return f"{self.val_loss / self.loss:.2f}" if self.loss else "inf"


class DetectOverfittingCallback(callbacks.Callback):
    MESSAGE = "Stopping training due to overfitting..."

    def __init__(self, threshold, verbose=1):
        super().__init__()
        self._threshold = threshold
        self._verbose = verbose

    def on_epoch_end(self, epoch, logs=None):
        match logs:
            case {"loss": loss, "val_loss": val_loss}:
                gap = Gap(loss, val_loss)
            case _:
                return
        print(f"Epoch: {epoch}, Val/Train loss ratio: {gap}")
        if gap.exceeds(self._threshold):
            print(self.MESSAGE, flush=True)
            self.model.stop_training = True
