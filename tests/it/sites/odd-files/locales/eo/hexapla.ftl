home = Hejmo
