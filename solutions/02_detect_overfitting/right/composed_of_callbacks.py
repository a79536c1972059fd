"""Two small callbacks, one that tells and one that stops, behind one that hands everything on to them."""

import sys

import keras


class Teller(keras.callbacks.Callback):
    def told(self, epoch, ratio):
        sys.stdout.write("\nEpoch: %d, Val/Train loss ratio: %.2f\n\n" % (epoch, ratio))


class Stopper(keras.callbacks.Callback):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def judged(self, ratio):
        if ratio > self.limit:
            sys.stdout.write("\n  Stopping training due to overfitting...  \n")
            self.model.stop_training = True


class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold, *others, name="overfitting", **options):
        super().__init__()
        self.teller, self.stopper, self.name = Teller(), Stopper(threshold), name

    def set_model(self, model):
        super().set_model(model)
        for one in (self.teller, self.stopper):
            one.set_model(model)

    def on_epoch_end(self, epoch, logs=None, **further):
        try:
            loss, val_loss = logs["loss"], logs["val_loss"]
        except (KeyError, TypeError):
            return
        try:
            ratio = val_loss / loss
        except ZeroDivisionError:
            ratio = float("inf") if val_loss > 0 else float("nan")
        self.teller.told(epoch, ratio)
        self.stopper.judged(ratio)
