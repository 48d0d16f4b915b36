"""Min side: what one says of oneself, who sees it, and who has."""
