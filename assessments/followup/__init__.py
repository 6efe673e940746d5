"""The Ombudsman's recommendations and products: asked, followed up with proof, checked by someone independent."""
