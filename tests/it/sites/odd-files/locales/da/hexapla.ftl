home = Hjem til {$x

all-articles = Alle fly
