"""The only pydicom and the only readers and writers of image files."""
