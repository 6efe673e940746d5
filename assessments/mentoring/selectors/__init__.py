"""What the pages of mentoring read."""
