"""The encrypted file: opened safely, migrated, copied, backed up, salvaged."""
