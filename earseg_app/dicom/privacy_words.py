"""Clean descriptors: of what technicians typed, only words that can't name anybody stay (PS3.15 E.3.5)."""

from __future__ import annotations

import re

# A word that is not here goes, whatever it is: a list of names to remove could never be complete.
_SAFE = frozenset(
    """
    abdomen acquisition adult air algorithm angio ap apex arterial auditory average axial axis base basis bilateral
    bone bones br brain c canal canals cbct cerebral cervical chest cochlea cochlear cone contrast cor coronal
    corpus cranial cranium cropped ct ctmr ctp cut cuts cvct deep denoised derived dicom dose dual dvt dynamic ear
    ears electrode energy enhanced external face fast fbp felsenbein felsenbeine fine fov full gantry hd head
    helical high hires hr hrct iac image images implant inner internal iodine isotropic iterative jaw kernel kopf kv
    lateral left localizer low lung mas mastoid max maxilla mean medial medium middle mip mm mono mpr mr multi
    native neck nerve nonenhanced normal oblique orbit orbits original os overview pa paranasal part petrous phase
    plain plane plus post posterior postop pre preop primary protocol qct recon reconstruction reformat reformatted
    repeat resolution right routine sag sagittal scan scanogram scout sequence series sharp side sinus sinuses skull
    slice slices smooth soft special spectral spine spiral standard std superior supine temporal temporale thick
    thin thorax tilt tissue topogram tra trauma uhr ultra unenhanced venous vestibular view views volume vrt w
    weighted window with without wo x
    """.split()  # noqa: SIM905 - read as prose
)
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?(?:mm)?", re.UNICODE)
# Kernels such as B70s, H60f, Br64, Hr68u, FC81; lengths such as 0.6, 0,6mm, 1mm; one digit alone.
_TECHNICAL = re.compile(r"(?:[bhu][rv]?\d{2}[a-z]?|fc\d{2}|\d{1,2}[.,]\d{1,3}(?:mm)?|\d{1,2}mm|\d|[lr])", re.IGNORECASE)


def cleaned(text: str) -> str:
    """The words of a description that are known to be anatomy or technique, in their order; "" when none is."""
    words = _WORD.findall(text)
    return " ".join(word for word in words if word.lower() in _SAFE or _TECHNICAL.fullmatch(word))
