"""Audits kept from one run to the next, so that an unchanged article over unchanged sources is not audited again.

`digests` names all that an audit depends on; `audits` keeps audits under those names and tells whether one still
holds; `rendered` remembers which files were rendered from which report. Everything here can be deleted at any time.
"""
