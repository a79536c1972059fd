"""The child: the only code that imports Keras, TensorFlow and a submission; ``__main__`` states its protocol."""
