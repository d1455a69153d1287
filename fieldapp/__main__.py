"""`python -m fieldapp` is `fieldapp`."""

from fieldapp.cli import main

main()
