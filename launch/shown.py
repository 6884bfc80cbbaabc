"""Texts as they may reach a terminal."""


def escaped(one):
    code = ord(one)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x80 else f"<U+{code:04X}>"


def shown(text):
    """The text with all that nobody would see escaped as the program does it: controls, direction marks, broken bytes."""
    return "".join(one if one == "\n" or one.isprintable() else escaped(one) for one in str(text))
