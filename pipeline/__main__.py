"""`python -m pipeline` is the same program as `claim-audit`."""

from pipeline.cli import main

raise SystemExit(main())
