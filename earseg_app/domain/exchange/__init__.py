"""What is agreed with a PACS, the library and the rules of de-identification."""
