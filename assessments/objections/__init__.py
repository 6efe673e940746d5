"""The right of reply (sanggah): the agency's bureau contradicts a provisional result, and is answered."""
