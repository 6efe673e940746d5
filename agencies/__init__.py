"""Who: regions, Ombudsman offices, agencies, service units, products, people and their memberships."""
