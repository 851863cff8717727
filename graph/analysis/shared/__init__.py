"""What several analyses read: adverts, lifetimes and rarity of contacts, wording, times, verdicts, a run's context."""
