home-heading = What would you like to fly?
