"""Documents: what a page says (compose) and how it looks (pdf)."""
