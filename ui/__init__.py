"""The screens: Qt only; knows casework, domain, page blocks and errors."""
