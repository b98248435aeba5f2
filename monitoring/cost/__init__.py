"""What IZwork costs a month: what a day of a user was measured to take, times habits, times AWS's prices."""
