"""What Review Desk must reach, measured as ratios against a bare baseline in the same run."""
