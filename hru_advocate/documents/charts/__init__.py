"""Charts: values of a case in, a drawing as plain data out; the same on screen and on paper."""
