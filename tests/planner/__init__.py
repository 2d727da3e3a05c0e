"""What holds for every client and every name: thousands of them, so it takes minutes."""
