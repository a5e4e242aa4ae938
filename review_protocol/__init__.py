"""What client and server both hold true: encoding, signatures, file containers. No I/O."""
