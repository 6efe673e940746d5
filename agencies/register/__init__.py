"""The register: reading its files, loading them, and finding an agency by the name someone wrote."""
