"""The pages of preparation, a module for each thing a person looks at."""
