"""A worked example of the whole house: real places, invented people and answers, marked "data contoh" everywhere."""
