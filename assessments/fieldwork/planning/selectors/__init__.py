"""What the pages of planning need to show."""
