"""What WhatsApp writes in each language: a TOML a language, so that whoever speaks it can mend a sentence."""
