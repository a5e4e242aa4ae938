"""Our form engine against two reference engines, on random sessions."""
