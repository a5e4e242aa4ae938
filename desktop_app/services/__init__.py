"""What a user can do, one module per area. No Qt; values go in, frozen values come out."""
