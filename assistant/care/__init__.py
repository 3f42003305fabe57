"""What doctor looks at and mends: one file a concern. Nothing here runs unless doctor is asked."""
