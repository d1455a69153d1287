"""Documents that leave the house: a visit's protocol in words, and as a PDF to archive."""
