"""What an operator does about damage: look, repair, back up, restore."""
