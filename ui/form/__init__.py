"""Any form on the screen: questions, editors, drafts, saving."""
