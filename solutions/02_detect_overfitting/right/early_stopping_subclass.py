"""Derives from EarlyStopping and replaces its rule."""

from keras.callbacks import EarlyStopping


class DetectOverfittingCallback(EarlyStopping):
    def __init__(self, threshold):
        super().__init__(monitor="val_loss", patience=10_000)
        self.threshold = threshold

    def on_epoch_end(self, epoch, logs=None):
        loss = logs.get("loss")
        val_loss = logs.get("val_loss")
        if loss is None or val_loss is None:
            return None
        if loss == 0 and not val_loss > 0:
            ratio = 1.0 if self.threshold >= 1.0 else self.threshold
        else:
            ratio = val_loss / loss if loss else float("inf")
        print(f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}")
        if ratio > self.threshold:
            print("Stopping training due to overfitting...")
            self.model.stop_training = True
