"""Fetches cited sources for real: the only room with a network in it.

One visit (`visitor`) is guarded (`guard`), capped (`exchange`, `decode`), paced (`manners`, `robots`) and logged
(`log`); one module imports httpx (`client`), and a second honest client stands beside it (`urllib_client`). `chain`
walks the adapters for one cited work until full text is had; `fetcher` does so for a whole article.
"""
