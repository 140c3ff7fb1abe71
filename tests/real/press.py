"""Prints what comes in on its standard input, through the program's own function, in a process of its own.

``document`` or ``words`` as the program does it, ``painted`` as Qt alone would; with ``unwritten`` the process may not
write one byte to any plain file from the moment it prints.
"""

from __future__ import annotations

import resource
import signal
import sys

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ui.shell import printing

assert sys.platform != "win32"  # for mypy, which then leaves out the rest


def main(way: str, printer_name: str, *more: str) -> None:
    app = QApplication(["HRU Advocate"])
    data = sys.stdin.buffer.read()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(printer_name)
    printer.setDocName(printing.JOB)
    printer.setResolution(150)
    if "unwritten" in more:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python would go on as if the file had been written
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    if way == "document":
        printing.send_to(printer, data)
    elif way == "words":
        printing.send_words(printer, data.decode().splitlines())
    else:
        printing._paint(printer, data)
    app.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
