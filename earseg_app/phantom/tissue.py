"""Hounsfield units of the phantom's materials.

Sources: measured in the clinical ears of Wimmer 2019 (capsule, trabeculae, air) and textbook values (soft tissues).
"""

AIR_HU = -1000.0
FAT_HU = -95.0
SKIN_HU = 20.0
MUSCLE_HU = 55.0
BRAIN_HU = 36.0
CSF_HU = 12.0
NERVE_HU = 35.0
GLOBE_HU = 20.0
BLOOD_HU = 55.0
CARTILAGE_HU = 90.0
EFFUSION_HU = 25.0
CORTEX_HU = 1550.0
DIPLOE_HU = 650.0
OSSICLE_HU = 1900.0
STAPES_HU = 1500.0
MODIOLUS_HU = 950.0
DRUM_HU = 60.0
