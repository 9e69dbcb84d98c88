"""Services and images that are asked for, and in which encodings: what the reader of this program can open."""

from __future__ import annotations

from pydicom.uid import (
    JPEG2000,
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    EnhancedCTImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    LegacyConvertedEnhancedCTImageStorage,
    RLELossless,
    SecondaryCaptureImageStorage,
)
from pynetdicom.presentation import PresentationContext, build_context

# Service classes, PS3.6 table A-1; the study root model, which every archive has.
VERIFY = "1.2.840.10008.1.1"
FIND = "1.2.840.10008.5.1.4.1.2.2.1"
MOVE = "1.2.840.10008.5.1.4.1.2.2.2"
GET = "1.2.840.10008.5.1.4.1.2.2.3"
IMAGES = (
    CTImageStorage,
    EnhancedCTImageStorage,
    LegacyConvertedEnhancedCTImageStorage,
    SecondaryCaptureImageStorage,
)
PLAIN = (ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian)
PACKED = (
    JPEGLosslessSV1, JPEGLossless, JPEG2000Lossless, JPEGLSLossless, RLELossless, HTJ2KLossless, HTJ2KLosslessRPCL,
    JPEG2000, JPEGLSNearLossless, JPEGExtended12Bit, JPEGBaseline8Bit,
)  # fmt: skip


def wanted_images() -> list[PresentationContext]:
    """Contexts to request images in: an acceptor picks one syntax of each, so every packed one stands alone."""
    contexts = []
    for image in IMAGES:
        contexts.append(build_context(image, list(PLAIN)))
        contexts += [build_context(image, syntax) for syntax in PACKED]
    return contexts
