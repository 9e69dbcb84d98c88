"""The report: pictures of the measured ears and the PDF around them."""
