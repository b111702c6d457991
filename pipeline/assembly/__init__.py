"""From judged claims to the public report: findings with fingerprints, references, coverage, the gate."""
