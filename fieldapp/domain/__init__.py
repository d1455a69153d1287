"""What the words mean. No I/O, no clock, no Flask: time, ids and positions come as arguments."""
