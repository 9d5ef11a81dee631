home = x
