"""What tests/engines/run is made of."""
