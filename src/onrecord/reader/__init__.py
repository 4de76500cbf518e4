"""Stage 2, report → marks: word pieces, the encoder, one file a head, windows stitched."""

from onrecord.reader.decode import decode_report
from onrecord.reader.encoder import Calibration, Encoder, OnnxEncoder

__all__ = ["Calibration", "Encoder", "OnnxEncoder", "decode_report"]
