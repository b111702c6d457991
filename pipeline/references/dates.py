"""Days as records write them, in words for editors."""

_MONTHS = ("January February March April May June July August September October November December").split()


def in_words(date: str | None) -> str:
    """`2025-02-06` → `6 February 2025`; what is no such date stays as it is, nothing stays empty."""
    parts = (date or "")[:10].split("-")
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return date or ""
    numbers = [int(part) for part in parts]
    if len(numbers) == 1 or not 1 <= numbers[1] <= 12:
        return parts[0]
    month = f"{_MONTHS[numbers[1] - 1]} {parts[0]}"
    return f"{numbers[2]} {month}" if len(numbers) > 2 else month
