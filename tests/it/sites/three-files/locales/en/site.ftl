home-heading = What would you like to fly?
mind-the-trees = Mind the trees.
